'use client'

import { useMemo } from 'react'
import { CombineParts } from '@/components/inspector/combine-parts'
import { DownloadFoot } from '@/components/inspector/download-foot'
import { KeptMeter } from '@/components/inspector/kept-meter'
import { PromptDifferenceText } from '@/components/inspector/prompt-difference-text'
import { Section } from '@/components/inspector/section'
import { useRecipe } from '@/components/inspector/use-recipe'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeView } from '@/lib/edits/view'
import { formatShare } from '@/lib/fidelity/share'
import { keyOfNode } from '@/lib/history/node-key'
import { comparePrompts } from '@/lib/history/prompt-difference'
import { compareSettings, NONE } from '@/lib/history/settings-difference'
import { keptFactOf, placedShareOf } from '@/lib/studio/facts'
import { LETTERS, listChosen } from '@/lib/studio/stage/chosen'

/** As on the stage. */
type Letters = readonly [string, string]

/** Two nodes beside each other, of more the last two: what was asked differently, and what came of it. */
export default function ComparedDetails({ a, b }: { a: NodeView; b: NodeView }) {
  const store = useStudioStore()
  const count = useStudio(({ nodes, selected }) => listChosen(nodes, selected).length)
  const letters: Letters = [LETTERS[count - 2] ?? 'A', LETTERS[count - 1] ?? 'B']
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-1 border-line border-b pr-2 pl-3">
        <h3 className="text-section">Two results</h3>
        <span className="flex-1 truncate pl-1 text-ink-3 text-meta">
          {letters.join(' and ')}
          {count > 2 && ` of ${count}`}
        </span>
        <Button look="dim" size="small" onClick={() => store.getState().swapCompared()}>
          Swap
        </Button>
        <IconButton
          size="small"
          label="Leave the comparison"
          icon={<X />}
          onClick={() => store.getState().show(keyOfNode(b))}
        />
      </div>
      <div className="scroll-edges min-h-0 flex-1 overflow-y-auto">
        {a.kind === 'edit' && b.kind === 'edit' && <Prompts a={a.prompt} b={b.prompt} />}
        <SettingsTable a={a} b={b} letters={letters} />
        <KeptOfBoth views={[a, b]} letters={letters} />
        <OfAllChosen />
      </div>
      <DownloadFoot views={[a, b]} />
    </>
  )
}

/** All that are selected, not the last two alone. */
function OfAllChosen() {
  const selected = useStudio((state) => state.selected)
  return (
    <div className="px-3 pt-1 pb-3 empty:hidden">
      <CombineParts keys={selected} />
    </div>
  )
}

const editOf = (view: NodeView) => (view.kind === 'edit' ? view : undefined)

/** Of two edits; a photo was not asked for. */
function Prompts({ a, b }: { a: string; b: string }) {
  const difference = useMemo(() => comparePrompts(a, b), [a, b])
  return (
    <Section title="Prompt" note={showCounts(difference.added, difference.removed)}>
      <PromptDifferenceText difference={difference} />
    </Section>
  )
}

function showCounts(added: number, removed: number): string {
  if (added + removed === 0) return 'the same'
  return `${added} ${added === 1 ? 'word' : 'words'} added, ${removed} removed`
}

function SettingsTable({ a, b, letters }: { a: NodeView; b: NodeView; letters: Letters }) {
  const cards = useStudio((state) => state.cards)
  const recipeA = useRecipe(editOf(a)).recipe?.asked
  const recipeB = useRecipe(editOf(b)).recipe?.asked
  if (!recipeA || !recipeB) return null
  const findCard = (id: string) => cards.find((card) => card.id === id)
  const { different, same } = compareSettings(recipeA, recipeB, findCard)
  const cell = 'truncate border-line border-t py-[5px] pl-2 text-left'
  return (
    <Section title="Settings that differ">
      {different.length > 0 && (
        <table className="w-full table-fixed text-ui">
          <thead>
            <tr>
              <th scope="col" className="w-[84px]">
                <span className="sr-only">Setting</span>
              </th>
              {letters.map((letter) => (
                <th key={letter} scope="col" className="py-[5px] pl-2 text-left font-medium text-ink-2">
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {different.map((row) => (
              <tr key={row.name}>
                <th
                  scope="row"
                  className="truncate border-line border-t py-[5px] text-left font-normal text-ink-3"
                >
                  {row.name}
                </th>
                {[row.a, row.b].map((value, index) => (
                  <td
                    key={letters[index]}
                    title={value}
                    className={value === NONE ? `${cell} text-ink-3` : cell}
                  >
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {same.length > 0 && (
        <p className="mt-2 text-pretty text-ink-3 text-meta">
          {same.length} {same.length === 1 ? 'setting is' : 'settings are'} the same: {same.join(', ')}.
        </p>
      )}
    </Section>
  )
}

const whyNoShare = (view: NodeView): string =>
  view.kind === 'edit' && view.keptShare !== null ? keptFactOf(view).join() : 'not measured'

function KeptOfBoth({ views, letters }: { views: NodeView[]; letters: Letters }) {
  const shares = views.map((view) => (view.kind === 'edit' ? placedShareOf(view) : null))
  if (shares.every((share) => share === null)) return null
  return (
    <Section title="Kept" note="of what each was made from">
      <ul className="flex flex-col gap-1 text-ui">
        {shares.map((share, index) => (
          <li key={letters[index]} className="flex items-center gap-2">
            <span className="grid size-[18px] place-items-center rounded-1 bg-fill text-[11px] font-semibold">
              {letters[index]}
            </span>
            {share === null ? (
              <span className="flex-1 text-ink-3">{whyNoShare(views[index]!)}</span>
            ) : (
              <KeptMeter share={share} />
            )}
            {share !== null && (
              <span className="min-w-11 whitespace-nowrap text-right">{formatShare(share)}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
