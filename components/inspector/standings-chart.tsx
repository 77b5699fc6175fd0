import type { Standing } from '@/lib/history/standing'
import { showDuration } from '@/lib/studio/facts'

const [WIDTH, HEIGHT] = [264, 132]
/** Room for the words of the axes, in px. */
const [LEFT, BOTTOM, EDGE] = [34, 18, 10]
/** What is free has the smallest dot, a dime the largest. */
const [SMALLEST_PX, LARGEST_PX, DEAR_USD] = [5, 11, 0.1]

type Known = Standing & { number: number; keptShare: number; durationMs: number }

/** The kept share over the time that it took; a larger dot cost more. The numbers are those of the table above it. */
export function StandingsChart({ standings }: { standings: readonly Standing[] }) {
  const known = standings
    .map((standing, index) => ({ ...standing, number: index + 1 }))
    .filter((standing): standing is Known => standing.keptShare !== null && standing.durationMs !== null)
  if (known.length < 2) return null
  const longestMs = Math.max(...known.map(({ durationMs }) => durationMs)) * 1.05
  const least = Math.max(0, Math.min(...known.map(({ keptShare }) => keptShare)) - 0.05)
  const xOf = (ms: number) => LEFT + EDGE + ((WIDTH - LEFT - 2 * EDGE) * ms) / longestMs
  const yOf = (share: number) => EDGE + ((HEIGHT - BOTTOM - 2 * EDGE) * (1 - share)) / (1 - least || 1)
  return (
    <figure className="mt-3">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sayKnown(known)} className="w-full">
        <path
          d={`M${LEFT} 0V${HEIGHT - BOTTOM}H${WIDTH}`}
          fill="none"
          stroke="var(--line-strong)"
          vectorEffect="non-scaling-stroke"
        />
        <g fill="var(--text-3)" fontSize={10}>
          <text x={LEFT - 5} y={yOf(1) + 3} textAnchor="end">
            100 %
          </text>
          <text x={LEFT - 5} y={yOf(least) + 3} textAnchor="end">
            {Math.round(least * 100)} %
          </text>
          <text x={LEFT} y={HEIGHT - 5}>
            0 s
          </text>
          <text x={WIDTH} y={HEIGHT - 5} textAnchor="end">
            {showDuration(longestMs)}
          </text>
        </g>
        {known.map(({ number, keptShare, durationMs, costUsd, modelId }) => (
          <g key={modelId} transform={`translate(${xOf(durationMs)} ${yOf(keptShare)})`}>
            <circle r={radiusOf(costUsd)} fill="var(--line-control)" />
            <text y={3.5} textAnchor="middle" fontSize={10} fontWeight={600} fill="var(--panel)">
              {number}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="text-pretty text-ink-3 text-meta">
        Kept share over time; a larger dot cost more. Up and to the left is better.
      </figcaption>
    </figure>
  )
}

const radiusOf = (costUsd: number | null): number =>
  SMALLEST_PX + (LARGEST_PX - SMALLEST_PX) * Math.min(1, (costUsd ?? 0) / DEAR_USD)

const sayKnown = (known: readonly Known[]): string =>
  `Kept share over time: ${known
    .map(
      ({ number, keptShare, durationMs }) =>
        `${number}: ${(keptShare * 100).toFixed(0)} % in ${showDuration(durationMs)}`,
    )
    .join('; ')}`
