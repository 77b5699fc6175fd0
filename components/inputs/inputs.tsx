'use client'

import { useCallback, useEffect, useState } from 'react'
import { AddImages } from '@/components/inputs/add-images'
import { Alert } from '@/components/ui/alert'
import { FieldProblem } from '@/components/ui/field-problem'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { MAX_INPUTS } from '@/lib/images/limits'
import { isReady } from '@/lib/studio/inputs/input-list'

const inputList = createPart(() => import('@/components/inputs/input-list'))
const urlDialog = createPart(() => import('@/components/inputs/url-dialog'))

/** The region "Inputs": what the next run works on, in order. */
export function Inputs() {
  const [isAsking, setAsking] = useState(false)
  const prepare = usePreparation()
  const items = useStudio((state) => state.items)
  const refused = useStudio((state) => state.refused)
  const error = useStudio((state) => state.inputsError)
  const readyCount = items.filter(isReady).length
  const isUploading = readyCount < items.length
  return (
    <section aria-label="Inputs" className="flex max-h-[60%] min-h-0 shrink-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 pr-2 pl-3">
        <h2 className="mr-1 text-section">Inputs</h2>
        <span role="status" className="flex-1 text-ink-3 text-meta">
          {readyCount} of {MAX_INPUTS}
          {isUploading && ' ready'}
        </span>
        <IconButton size="small" label="Add from URL" icon={<Link />} onClick={() => setAsking(true)} />
        <AddImages onReach={prepare} />
      </div>
      <div className="empty:hidden shrink-0 px-3 pb-2">
        <FieldProblem field="inputs" />
      </div>
      {error && (
        <div className="px-3 pb-2">
          <Alert>{error}</Alert>
        </div>
      )}
      {items.length + refused.length === 0 ? (
        <p className="text-pretty px-3 pt-1 pb-3 text-ink-3">
          Photos you add appear here. The first one is the primary: it is the one that is edited.
        </p>
      ) : (
        <OnDemand part={inputList} given={{}} />
      )}
      {isAsking && <OnDemand part={urlDialog} given={{ onClose: () => setAsking(false) }} />}
    </section>
  )
}

/** Photos are about to come: what they need is fetched while the user still looks for them, or drags them here. */
function usePreparation(): () => void {
  const store = useStudioStore()
  const prepare = useCallback(() => {
    store.getState().prepareFiles()
    // What does not come now is asked for again with the first photo.
    inputList.fetch().catch(() => {})
  }, [store])
  useEffect(() => {
    addEventListener('dragenter', prepare, { once: true })
    return () => removeEventListener('dragenter', prepare)
  }, [prepare])
  return prepare
}
