'use client'

import { useDeferredValue, useRef } from 'react'
import { InputRow } from '@/components/inputs/input-row'
import { RefusedRow } from '@/components/inputs/refused-row'
import { UploadRow } from '@/components/inputs/upload-row'
import { UploadTotal } from '@/components/inputs/upload-total'
import { useStudio } from '@/components/ui/studio-provider'
import { useKeptFocus } from '@/components/ui/use-kept-focus'
import { isReady } from '@/lib/studio/inputs/input-list'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** As many that were refused stand above the inputs; more would push these out of sight, and stand below. */
const MAX_REFUSED_ABOVE = 3

/** The inputs in their order, there or on their way, and what was refused. */
export default function InputList() {
  const latest = useStudio((state) => state.items)
  // Sixteen photos at once are drawn piece by piece, so that the page goes on meanwhile.
  const items = useDeferredValue(latest, latest.filter(isReady))
  const refused = useStudio((state) => state.refused)
  const list = useRef<HTMLUListElement>(null)
  useKeptFocus(list, fieldId('inputs'))
  const refusedRows = refused.map((file) => <RefusedRow key={file.key} file={file} />)
  const inputRows = items.map((item, at) =>
    item.state === 'ready' ? (
      <InputRow key={item.key} item={item} at={at} count={items.length} />
    ) : (
      <UploadRow key={item.key} item={item} />
    ),
  )
  return (
    <>
      <UploadTotal />
      <ul ref={list} aria-label="Input images" className="scroll-edges min-h-0 overflow-y-auto px-1 pb-1">
        {refused.length > MAX_REFUSED_ABOVE ? [...inputRows, ...refusedRows] : [...refusedRows, ...inputRows]}
      </ul>
    </>
  )
}
