'use client'

import { useEffect, useRef, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useStudioStore } from '@/components/ui/studio-provider'

/** Asks for the address of a picture; the server fetches it. Closing stops the fetch. */
export default function UrlDialog({ onClose }: { onClose: () => void }) {
  const store = useStudioStore()
  const fetching = useRef<AbortController>(undefined)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => () => fetching.current?.abort(), [])

  const handleSubmit = async (data: FormData) => {
    // Not switched off meanwhile, which would take the focus away.
    if (isBusy) return
    const url = String(data.get('url')).trim()
    if (!url) return setProblem('Write the address of a picture.')
    const controller = new AbortController()
    fetching.current = controller
    setBusy(true)
    setProblem(undefined)
    const refusal = await store.getState().addUrl(controller.signal, url)
    if (controller.signal.aborted) return
    setBusy(false)
    if (refusal) setProblem(refusal)
    else onClose()
  }

  return (
    <Dialog title="Add from URL" onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void handleSubmit(new FormData(event.currentTarget))
        }}
      >
        <label htmlFor="url" className="flex flex-col gap-1 text-ink-2 text-ui">
          Address of a picture
          <Field
            id="url"
            name="url"
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://"
            aria-invalid={problem !== undefined}
            aria-describedby="url-problem"
          />
        </label>
        <div id="url-problem">{problem && <Alert>{problem}</Alert>}</div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" size="control" type="submit" isBusy={isBusy}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
