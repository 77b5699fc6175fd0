'use client'

import { useMemo } from 'react'
import { CombineParts } from '@/components/inspector/combine-parts'
import { Section } from '@/components/inspector/section'
import { Elapsed } from '@/components/ui/elapsed'
import { IconButton } from '@/components/ui/icon-button'
import { Download } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { isSettled, STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { keyOfEdit } from '@/lib/history/node-key'
import { listRun } from '@/lib/history/run-results'
import type { ModelCard } from '@/lib/models/card'
import { durationOf, showCost, showKeptOf, showSum, sumOf } from '@/lib/studio/facts'
import { listVeiled } from '@/lib/studio/stage/blind'
import { listWordsOfRun } from '@/lib/studio/stage/scene'
import { listCell } from '@/lib/studio/stage/sweep-cell'

/** All results of the run, model by model; a press shows one. */
export function RunTable({ edit }: { edit: EditView }) {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const cards = useStudio((state) => state.cards)
  const run = useMemo(() => listRun(Object.values(nodes), edit.runId), [nodes, edit.runId])
  const words = useMemo(() => listWordsOfRun(nodes, edit.runId), [nodes, edit.runId])
  const isVeiled = useStudio((state) => listVeiled(state).length > 0)
  if (run.length < 2 || isVeiled) return null
  const made = run.filter(({ image }) => image)
  const isSweep = run.some((other) => other.cell)
  const hasValues = isSweep || run.some(({ id }) => words.get(id)?.length)
  const isFree = run.every(({ modelId, costUsd }) => !costUsd && priceOf(cards, modelId) === 0)
  const hasModels = new Set(run.map(({ modelId }) => modelId)).size > 1
  const nameOf = ({ id, modelId, cell }: EditView) => {
    const model = cards.find((card) => card.id === modelId)?.shortName ?? modelId
    const values = [...(words.get(id) ?? []), ...listCell(cell ?? {})]
    return values.length > 0 ? [...(hasModels ? [model] : []), ...values].join(', ') : model
  }
  const cell = 'whitespace-nowrap border-line border-t py-[5px] pl-3 text-right'
  return (
    <Section
      title={isSweep ? 'This sweep' : 'This run'}
      note={<RunSum run={run} />}
      tools={
        made.length > 1 && (
          <IconButton
            size="small"
            label="Download all results of this run"
            icon={<Download />}
            onClick={() => store.getState().askForPictures(made.map(({ id }) => keyOfEdit(id)))}
          />
        )
      }
    >
      <div className="scroll-edges max-h-72 overflow-y-auto">
        <table className="w-full text-ui">
          <thead className="text-ink-3">
            <tr>
              <th scope="col" className="w-full py-[5px] text-left font-normal">
                {hasValues ? 'Values' : 'Model'}
              </th>
              {['Time', ...(isFree ? [] : ['Cost']), 'Kept'].map((name) => (
                <th key={name} scope="col" className="min-w-10 py-[5px] pl-3 text-right font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.map((other) => (
              <tr key={other.id} className={other.id === edit.id ? 'font-medium text-ink' : 'text-ink-2'}>
                <th
                  scope="row"
                  className="max-w-0 border-line border-t py-[5px] text-left font-[weight:inherit]"
                >
                  <button
                    type="button"
                    onClick={() => store.getState().show(keyOfEdit(other.id))}
                    aria-current={other.id === edit.id || undefined}
                    title={nameOf(other)}
                    className="block max-w-full truncate rounded-1 hover:text-ink"
                  >
                    {nameOf(other)}
                  </button>
                </th>
                <td className={cell}>
                  <RunTime edit={other} />
                </td>
                {!isFree && (
                  <td className={cell}>
                    <RunCost edit={other} />
                  </td>
                )}
                <td className={cell}>
                  {isFree && other.state !== 'succeeded' ? <RunCost edit={other} /> : showKeptOf(other)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CombineParts keys={run.map(({ id }) => keyOfEdit(id))} />
    </Section>
  )
}

const priceOf = (cards: readonly ModelCard[], id: string) => cards.find((card) => card.id === id)?.priceUsd

/** What the run cost together, unless all of it was free. */
function RunSum({ run }: { run: readonly EditView[] }) {
  const cards = useStudio((state) => state.cards)
  const sum = sumOf(run, (modelId) => priceOf(cards, modelId))
  return sum.usd > 0 || sum.unknown > 0 ? showSum(sum) : null
}

function RunTime({ edit }: { edit: EditView }) {
  if (isSettled(edit.state)) return durationOf(edit) ?? '–'
  if (!edit.startedAt) return STATE_WORDS.queued
  return (
    <span className="text-running">
      <Elapsed since={edit.startedAt} />
    </span>
  )
}

/** Of what did not succeed, the state stands in the place of the cost. */
function RunCost({ edit }: { edit: EditView }) {
  if (edit.state === 'succeeded') return edit.costUsd === null ? 'unknown' : showCost(edit.costUsd)
  if (edit.state === 'failed') return <span className="text-failed">failed</span>
  if (edit.state === 'outcome_unknown') return <span className="text-unknown">unknown</span>
  return '–'
}
