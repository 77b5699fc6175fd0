'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { FileForm } from '@/components/inspector/file-form'
import { Alert } from '@/components/ui/alert'
import { Button, Spinner } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeRef } from '@/lib/edits/view'
import { isAbort, toReport } from '@/lib/errors'
import { fetchPictures } from '@/lib/history/downloads/export-pictures.client'
import {
  DEFAULT_TEMPLATE,
  findTemplateProblem,
  nameFiles,
  TEMPLATE_VARIABLES,
} from '@/lib/history/downloads/template'
import { formatBytes } from '@/lib/studio/byte-size'
import { qualityOf, toFileName } from '@/lib/studio/downloads/download.client'
import { saveFile } from '@/lib/studio/downloads/save-file.client'
import { DOWNLOAD_FORMATS } from '@/lib/studio/image-address'

const EXAMPLE = { name: 'cat', prompt: 'make it sepia', model: 'SeedEdit 3.0', seed: '4417' }

/** Several pictures as one ZIP, named from a template. Closing stops it. */
export default function PicturesDialog({ nodes }: { nodes: readonly NodeRef[] }) {
  const store = useStudioStore()
  const project = useStudio((state) => state.project)
  const hasRecipes = useStudio((state) => state.areRecipesInFiles)
  const isMetadataInFiles = useStudio((state) => state.isMetadataInFiles)
  const [template, setTemplate] = useState(DEFAULT_TEMPLATE)
  const fileChoice = useStudio((state) => state.fileChoice)
  const { format } = fileChoice
  const [receivedBytes, setReceivedBytes] = useState<number>()
  const [failure, setFailure] = useState<string>()
  const work = useRef<AbortController>(undefined)
  const templateId = useId()
  const helpId = `${templateId}-help`
  useEffect(() => () => work.current?.abort(), [])
  const problem = findTemplateProblem(template)
  const isBusy = receivedBytes !== undefined

  const handleSubmit = async () => {
    if (problem) return
    const controller = new AbortController()
    work.current = controller
    setFailure(undefined)
    setReceivedBytes(0)
    try {
      const metadata = isMetadataInFiles ? ('keep' as const) : ('none' as const)
      const form = { format, quality: qualityOf(fileChoice), metadata }
      const asked = { nodes: [...nodes], template, hasRecipes, ...form }
      const zip = await fetchPictures(controller.signal, project.id, asked, setReceivedBytes)
      saveFile(zip, `${toFileName(project.name)}.zip`)
      store.getState().closePictures()
    } catch (error) {
      if (!isAbort(error)) setFailure(toReport(error).message)
      setReceivedBytes(undefined)
    }
  }

  return (
    <Dialog title="Download pictures" onClose={store.getState().closePictures}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void handleSubmit()
        }}
      >
        <p className="text-ink-2 text-ui">
          {nodes.length === 1 ? 'One picture' : `${nodes.length} pictures`}, full size, as one ZIP.
        </p>
        <label htmlFor={templateId} className="flex flex-col gap-1 text-ink-2 text-ui">
          File names
          <Field
            id={templateId}
            value={template}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={helpId}
            onChange={(event) => setTemplate(event.target.value)}
          />
        </label>
        <div id={helpId} className="flex flex-col gap-2">
          {problem ? (
            <Alert>{problem}</Alert>
          ) : (
            <p className="truncate text-ink-3 text-meta">
              For example {nameFiles(template, [EXAMPLE], format === 'jpeg' ? '.jpg' : `.${format}`)[0]}
            </p>
          )}
          <Variables onChoose={(name) => setTemplate(`${template}${template ? '-' : ''}{${name}}`)} />
        </div>
        <SegmentedRadio
          label="Format"
          segments={DOWNLOAD_FORMATS}
          value={format}
          onValue={(value) => store.getState().chooseFile({ format: value })}
          className="self-start"
        />
        <FileForm hasRecipe />
        {failure && <Alert>{failure}</Alert>}
        <div className="flex items-center justify-end gap-2">
          {isBusy && (
            <span role="status" className="mr-auto flex items-center gap-2 text-ink-3 text-meta">
              <Spinner />
              {formatBytes(receivedBytes)} so far
            </span>
          )}
          <Button onClick={() => (isBusy ? work.current?.abort() : store.getState().closePictures())}>
            Cancel
          </Button>
          <Button look="strong" size="control" type="submit" disabled={isBusy}>
            Download
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What a name can be made of; a press adds it. */
function Variables({ onChoose }: { onChoose: (name: string) => void }) {
  return (
    <div role="group" aria-label="Parts of a name" className="-mx-1 flex flex-wrap">
      {Object.entries(TEMPLATE_VARIABLES).map(([name, meaning]) => (
        <Button
          key={name}
          look="dim"
          size="small"
          title={meaning}
          className="px-1"
          onClick={() => onChoose(name)}
        >
          <code className="text-[11px]">{`{${name}}`}</code>
        </Button>
      ))}
    </div>
  )
}
