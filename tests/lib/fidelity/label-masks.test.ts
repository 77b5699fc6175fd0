import { expect, it } from 'vitest'
import { masksOfLabels } from '@/lib/fidelity/label-masks'
import { greyOfLabel, labelOfGrey } from '@/lib/images/pixels/label-grey'

const row = (...data: number[]) => ({ width: data.length, height: 1, data: Uint8Array.from(data) })
const shown = (data: Uint8Array) => [...data].map((value) => (value === 255 ? '#' : '.')).join('')

it('gives each label its own mask', () => {
  const masks = masksOfLabels(row(1, 1, 0, 2, 2), 2, 0)
  expect(masks.map(({ data }) => shown(data))).toEqual(['##...', '...##'])
})

it('lets a lower label go on beneath a higher one that it touches, by the width of the passage', () => {
  const masks = masksOfLabels(row(0, 1, 1, 2, 2, 2, 2, 2, 0), 2, 2)
  expect(masks.map(({ data }) => shown(data))).toEqual(['.#####...', '...#####.'])
})

it('tells labels apart after a grey was moved a little', () => {
  for (let count = 1; count <= 6; count += 1)
    for (let label = 0; label <= count; label += 1)
      for (const off of [-12, 0, 12])
        expect(labelOfGrey(Math.min(255, Math.max(0, greyOfLabel(label, count) + off)), count)).toBe(label)
})
