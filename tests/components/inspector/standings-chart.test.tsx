// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { StandingsChart } from '@/components/inspector/standings-chart'
import type { Standing } from '@/lib/history/standing'

afterEach(cleanup)

const standing = (modelId: string, keptShare: number | null): Standing => ({
  modelId,
  results: 3,
  contests: 0,
  wins: 0,
  keptShare,
  costUsd: 0,
  durationMs: 2000,
})

it('names the models by their numbers in the table, also after one of which nothing is known', () => {
  render(
    <StandingsChart
      standings={[standing('local/a', 0.9), standing('local/b', null), standing('local/c', 0.5)]}
    />,
  )
  const chart = screen.getByRole('img')
  expect(chart.getAttribute('aria-label')).toBe('Kept share over time: 1: 90 % in 2.0 s; 3: 50 % in 2.0 s')
  expect([...chart.querySelectorAll('circle + text')].map(({ textContent }) => textContent)).toEqual([
    '1',
    '3',
  ])
})
