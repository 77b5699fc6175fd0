'use client'

import { useState } from 'react'
import { CopyAs } from '@/components/inspector/copy-as'
import { type Fact, Facts } from '@/components/inspector/facts'
import { Section } from '@/components/inspector/section'
import type { LoadedRecipe } from '@/components/inspector/use-recipe'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Copy, Download } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Tabs } from '@/components/ui/tabs'
import { useModelCard } from '@/components/ui/use-model-card'
import type { Recipe, RecipeView } from '@/lib/edits/recipe'
import type { EditView } from '@/lib/edits/view'
import { nameOfNode } from '@/lib/history/node-name'
import { nameAdvanced, showAdvanced, showChosen, showSetting } from '@/lib/history/setting-words'
import { listWireFacts, showHash } from '@/lib/history/wire-words'
import type { ModelCard } from '@/lib/models/card'
import { copyText } from '@/lib/studio/downloads/copy-text.client'
import { toFileName } from '@/lib/studio/downloads/download.client'
import { saveFile } from '@/lib/studio/downloads/save-file.client'
import { showSize } from '@/lib/studio/facts'
import { isComposed } from '@/lib/studio/stage/shown-model'

const FACES = [
  { value: 'asked', label: 'As asked' },
  { value: 'sent', label: 'As sent' },
  { value: 'answered', label: 'As answered' },
] as const

type Face = (typeof FACES)[number]['value']

/** The three faces of a recipe: what the user asked, what went out, what came back. */
export function RecipeSection({ edit, loaded }: { edit: EditView; loaded: LoadedRecipe }) {
  const [face, setFace] = useState<Face>('asked')
  const { recipe, error } = loaded
  const card = useStudio(({ cards }) => cards.find(({ id }) => id === edit.modelId))
  return (
    <Section title="Recipe" tools={recipe && <DownloadRecipe recipe={recipe} edit={edit} />}>
      <Tabs label="Recipe" tabs={FACES} value={face} onValue={setFace}>
        {error && <Alert>{error}</Alert>}
        {recipe && face === 'asked' && <Asked recipe={recipe.asked} edit={edit} card={card} />}
        {recipe && face !== 'asked' && <Wire content={recipe[face]} face={face} card={card} />}
      </Tabs>
      {recipe && <CopyAs recipe={recipe} />}
    </Section>
  )
}

/** All three faces, as the JSON that they are. */
function DownloadRecipe({ recipe, edit }: { recipe: RecipeView; edit: EditView }) {
  const handleClick = () => {
    const json = new Blob([JSON.stringify(recipe, null, 2)], { type: 'application/json' })
    saveFile(json, `${toFileName(nameOfNode(edit))}.recipe.json`)
  }
  return <IconButton size="small" label="Download the recipe" icon={<Download />} onClick={handleClick} />
}

function Asked({
  recipe: { modelId, settings, inputs, selection, engineVersion },
  edit,
  card,
}: {
  recipe: Recipe
  edit: EditView
  card: ModelCard | undefined
}) {
  const model = useModelCard(modelId)
  const none = <span className="text-ink-3">none in this model</span>
  const seed = settings.seed ?? edit.seed ?? undefined
  const rows: Fact[] = [{ name: 'Model', value: model?.name ?? modelId }]
  const common: Fact[] = [
    { name: 'Seed', value: seed === undefined ? none : <Copied text={String(seed)} what="the seed" /> },
    { name: 'Guidance', value: settings.guidance ?? none },
    { name: 'Size', value: showAskedSize(settings.size, edit, card) },
    { name: 'Watermark', value: settings.watermark === undefined ? none : showSetting(settings.watermark) },
  ]
  // What was put together here was never asked for any of these.
  if (!isComposed(modelId)) rows.push(...common)
  if (settings.format)
    rows.push({ name: 'Format', value: showChosen(card?.settings.format, settings.format) })
  for (const [key, value] of Object.entries(settings.advanced))
    rows.push({ name: nameAdvanced(card, key), value: showAdvanced(card, key, value) })
  for (const [index, input] of inputs.entries()) {
    rows.push({
      name: inputs.length > 1 ? `Input ${index + 1}` : 'Input',
      value: <Hash id={input.imageId} />,
    })
  }
  if (selection) rows.push({ name: 'Selection', value: showSelection(selection) })
  if (engineVersion) rows.push({ name: 'Engine', value: engineVersion })
  return <Facts rows={rows} />
}

function showSelection({ box, isAlone }: NonNullable<Recipe['selection']>): string {
  const place = `${showSize(box)} at ${box.x}, ${box.y}`
  return isAlone ? `${place}, nothing else` : place
}

function showAskedSize(size: string | undefined, { image }: EditView, card: ModelCard | undefined): string {
  const made = image ? showSize(image) : undefined
  if (!size || size === 'auto') return made ? `left to the model, ${made}` : 'left to the model'
  return showChosen(card?.settings.size, size)
}

/** The start and the end of a picture's hash; copied whole. */
function Hash({ id }: { id: string }) {
  return <Copied text={id} shown={showHash(id)} what="the hash" isCode />
}

function Copied({ text, shown = text, what, isCode = false }: CopiedProps) {
  const store = useStudioStore()
  return (
    <>
      <span className={isCode ? 'truncate font-mono text-[11px]' : 'truncate'}>{shown}</span>
      <IconButton
        size="small"
        label={`Copy ${what}`}
        icon={<Copy className="size-3" />}
        onClick={() => void copyText(store.getState(), text, `Copied ${what}`)}
        className="-my-1"
      />
    </>
  )
}
type CopiedProps = { text: string; shown?: string; what: string; isCode?: boolean }

const NOTHING: Record<Exclude<Face, 'asked'>, string> = {
  sent: 'Nothing has been sent yet.',
  answered: 'No answer has been kept.',
}

/** In the words of the screen; the very JSON stands behind them. */
function Wire({ content, face, card }: WireProps) {
  const store = useStudioStore()
  if (!content) return <p className="text-ink-3 text-ui">{NOTHING[face]}</p>
  const facts = listWireFacts(card, content)
  const json = JSON.stringify(content, null, 2)
  return (
    <>
      <Facts rows={facts} />
      <details open={facts.length === 0} className="mt-2">
        <summary className="cursor-default rounded-1 text-ink-2 text-ui hover:text-ink pointer-coarse:py-3">
          As JSON
        </summary>
        <pre className="scroll-edges my-1.5 max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-2 bg-field p-2 font-mono text-[11px] leading-4 shadow-hairline [--ground:var(--field)]">
          {json}
        </pre>
        <Button
          look="outline"
          size="small"
          className="font-normal"
          onClick={() => void copyText(store.getState(), json, 'Copied as JSON')}
        >
          Copy as JSON
        </Button>
      </details>
    </>
  )
}
type WireProps = { content: RecipeView['sent']; face: Exclude<Face, 'asked'>; card: ModelCard | undefined }
