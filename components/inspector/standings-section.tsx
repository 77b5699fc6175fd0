'use client'

import { useState } from 'react'
import { Section } from '@/components/inspector/section'
import { StandingsChart } from '@/components/inspector/standings-chart'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'
import { formatShare } from '@/lib/fidelity/share'
import type { Standing } from '@/lib/history/standing'
import { showCost, showDuration } from '@/lib/studio/facts'
import { findShownModel } from '@/lib/studio/stage/shown-model'

/** The models of the project against each other: who was kept how often, what it kept, how long it took, what it cost. */
export function StandingsSection() {
  const store = useStudioStore()
  const [standings, setStandings] = useState<Standing[]>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, keepBusy] = useBusy()
  const load = async () => {
    const answer = await store.getState().loadStandings()
    setProblem(answer.ok ? undefined : answer.error.message)
    if (answer.ok) setStandings(answer.standings)
  }
  return (
    <Section
      title="Models in this project"
      tools={
        <Button
          look="dim"
          size="small"
          isBusy={isBusy}
          aria-expanded={standings !== undefined}
          onClick={() => (standings ? setStandings(undefined) : void keepBusy(load))}
        >
          {standings ? 'Hide' : 'Compare'}
        </Button>
      }
    >
      {problem && <Alert>{problem}</Alert>}
      {standings && (
        <>
          <StandingsTable standings={standings} />
          <StandingsChart standings={standings} />
        </>
      )}
    </Section>
  )
}

function StandingsTable({ standings }: { standings: readonly Standing[] }) {
  const cell = 'border-line border-t py-[5px] pl-1 text-right'
  return (
    <table className="w-full table-fixed text-ui">
      <thead className="text-ink-3">
        <tr>
          <th scope="col" className="py-[5px] text-left font-normal">
            Model
          </th>
          {['Won', 'Kept', 'Time', 'Cost'].map((name) => (
            <th key={name} scope="col" className="w-12 py-[5px] text-right font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {standings.map((standing, index) => (
          <tr key={standing.modelId}>
            <th scope="row" className="truncate border-line border-t py-[5px] text-left font-normal">
              <span className="text-ink-3 text-meta">{index + 1} </span>
              <ModelName id={standing.modelId} />
            </th>
            <td className={cell}>{standing.contests > 0 ? `${standing.wins}/${standing.contests}` : '–'}</td>
            <td className={cell}>{standing.keptShare === null ? '–' : formatShare(standing.keptShare)}</td>
            <td className={cell}>{standing.durationMs === null ? '–' : showDuration(standing.durationMs)}</td>
            <td className={cell}>{standing.costUsd === null ? '?' : showCost(standing.costUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ModelName({ id }: { id: string }) {
  return useStudio(({ cards }) => findShownModel(cards, id)?.shortName ?? id)
}
