import { expect, it } from 'vitest'
import { DISTANCE_STEP } from '@/lib/fidelity/distance-map'
import { fidelityTasks } from '@/lib/fidelity/tasks.server'
import { readPng, writePng } from './png-file'
import { loadPhoto, samplePath, throughJpeg, withBox } from './samples'

const { signal } = new AbortController()

it('answers a report with a map and numbered regions, all of it fit to cross to another thread', async () => {
  const photo = await loadPhoto('coffee', 1024)
  const first = withBox(photo, { x: 100, y: 100, width: 200, height: 150 }, [0, 220, 80])
  const result = withBox(first, { x: 700, y: 400, width: 60, height: 50 }, [200, 0, 200])
  const shares: number[] = []
  const answer = await fidelityTasks['fidelity.report'](
    signal,
    { original: samplePath('coffee'), result: writePng(await throughJpeg(result, 92)) },
    (share) => shares.push(share),
  )
  expect(structuredClone(answer).report).toEqual(answer.report)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(answer.report.regions).toHaveLength(2)
  const [map, regions] = [answer.map, answer.regions].map((bytes) => readPng(Buffer.from(bytes)).pixels)
  expect([map!.width, map!.height, map!.channels]).toEqual([1024, 683, 1])
  expect(map!.data[175 * 1024 + 200]! * DISTANCE_STEP).toBeGreaterThan(0.05)
  expect(map!.data[600 * 1024 + 100]! * DISTANCE_STEP).toBeLessThan(answer.report.noiseFloor)
  expect([regions!.data[175 * 1024 + 200], regions!.data[425 * 1024 + 730], regions!.data[0]]).toEqual([
    1, 2, 0,
  ])
})

it('refuses what is no picture, and says which way', async () => {
  const request = { original: samplePath('coffee'), result: new TextEncoder().encode('not a picture at all') }
  await expect(fidelityTasks['fidelity.report'](signal, request)).rejects.toMatchObject({
    code: 'unsupported_format',
  })
  const missing = { original: 'no-such-file.png', result: samplePath('coffee') }
  await expect(fidelityTasks['fidelity.report'](signal, missing)).rejects.toMatchObject({ code: 'not_found' })
})

it('stops between two steps when it is told to', async () => {
  const controller = new AbortController()
  const request = { original: samplePath('cat'), result: samplePath('cat') }
  const work = fidelityTasks['fidelity.report'](controller.signal, request, () => controller.abort())
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
})
