'use client'

import { useEffect, useRef, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button, Spinner } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProgressBar } from '@/components/ui/progress-bar'
import { isAbort, toReport } from '@/lib/errors'
import { importProject } from '@/lib/history/archive/files.client'
import { formatBytes } from '@/lib/studio/byte-size'

type Sending = { name: string; sentBytes: number; sizeBytes: number }

/** Chooses an export and takes it in as a new project. Closing stops it, and nothing of it is kept. */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const work = useRef<AbortController>(undefined)
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => () => work.current?.abort(), [])

  const handleFile = async (file: File) => {
    const controller = new AbortController()
    work.current = controller
    setProblem(undefined)
    const tell = (sentBytes: number) => setSending({ name: file.name, sentBytes, sizeBytes: file.size })
    tell(0)
    try {
      location.assign(`/projects/${await importProject(controller.signal, file, tell)}`)
    } catch (error) {
      setSending(undefined)
      if (!isAbort(error)) setProblem(toReport(error).message)
    }
  }

  return (
    <Dialog title="Import a project" onClose={onClose}>
      <p className="text-pretty text-ink-2 text-ui">
        An export holds the pictures, recipes and history of a project. It becomes a new project; nothing that
        is here changes.
      </p>
      {sending ? <Progress {...sending} /> : <FileField onFile={(file) => void handleFile(file)} />}
      {problem && <Alert>{problem}</Alert>}
      <div className="flex justify-end">
        <Button onClick={() => (sending ? work.current?.abort() : onClose())}>
          {sending ? 'Cancel' : 'Close'}
        </Button>
      </div>
    </Dialog>
  )
}

/** The file input itself, drawn as a wide button. */
function FileField({ onFile }: { onFile: (file: File) => void }) {
  return (
    <span className="relative grid h-20 place-items-center rounded-3 border border-line-strong border-dashed text-ink-2 hover:bg-hover hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus">
      Choose a ZIP, or drop it here
      <input
        type="file"
        accept=".zip,application/zip"
        aria-label="Export of a project"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          event.target.value = ''
        }}
        className="absolute inset-0 opacity-0"
      />
    </span>
  )
}

function Progress({ name, sentBytes, sizeBytes }: Sending) {
  const isSent = sentBytes >= sizeBytes
  return (
    <div className="flex h-20 flex-col justify-center gap-2">
      <span className="truncate text-ui">{name}</span>
      <span className="flex">
        <ProgressBar label={`Import of ${name}`} {...(!isSent && { share: sentBytes / sizeBytes })} />
      </span>
      <span role="status" className="flex items-center gap-2 text-ink-3 text-meta">
        {isSent && <Spinner />}
        {isSent
          ? 'Looking at every picture. Large projects take some minutes.'
          : `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)}`}
      </span>
    </div>
  )
}
