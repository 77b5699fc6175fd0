import { describe, expect, it } from 'vitest'
import type { EditView } from '@/lib/edits/view'
import { MODELS } from '@/lib/models/catalogue'
import { planSheet } from '@/lib/studio/stage/contact-sheet'
import type { PlacedPane } from '@/lib/studio/stage/scene'
import { FIT, type Scene, type Viewport } from '@/lib/studio/stage/viewport'
import { editView, imageView, uuidOf } from '@/tests/support/node-views'

const picture = imageView('cat', 400, 200)
const original: PlacedPane = {
  key: 'root',
  edit: null,
  name: 'cat.jpg',
  picture,
  alignment: { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0 },
}
const pane = (word: string, change: Partial<EditView> = {}, more: Partial<PlacedPane> = {}): PlacedPane => {
  const edit = editView(word, { runId: uuidOf('run'), image: picture, ...change })
  return { ...original, key: edit.id, edit, name: word, ...more }
}
const scene: Scene = { frame: { width: 200, height: 150, clearBottom: 50 }, reference: picture, dpr: 2 }

function plan(panes: PlacedPane[], given: { scene?: Scene; viewport?: Viewport } = {}) {
  const stage = { panes, currentKey: panes[0]!.key, original, reference: picture }
  return planSheet({ stage, scene, viewport: FIT, cards: MODELS, heading: 'Autumn menu', ...given })
}
const places = (panes: PlacedPane[]) => plan(panes).cells.map(({ x, y }) => [x, y])

describe('a contact sheet', () => {
  it('names each picture and says what is known of it', () => {
    const running = pane('b', { state: 'polling', image: null })
    expect(plan([original, pane('a', { keptShare: 0.9 }), running]).cells).toMatchObject([
      { title: 'Original', facts: 'cat.jpg · 400 × 200' },
      { title: 'Local', facts: '3.1 s · free · kept 90.0 %', picture: { isDim: false } },
      { title: 'Local', facts: 'Waiting for the model', picture: { isDim: true } },
    ])
  })

  it('tells no more than the stage while results are compared blind', () => {
    const [cell] = plan([pane('a', { keptShare: 0.9 }, { veil: 'A' })]).cells
    expect(cell).toMatchObject({ title: 'Result A', facts: 'kept 90.0 %' })
  })

  it('lays up to three beside each other, more nearly square', () => {
    expect(places([original, pane('a'), pane('b')])).toEqual([
      [24, 88],
      [248, 88],
      [472, 88],
    ])
    expect(places([original, pane('a'), pane('b'), pane('c')])).toEqual([
      [24, 88],
      [248, 88],
      [24, 252],
      [248, 252],
    ])
  })

  it('keeps the rows and columns of a sweep, and names its values', () => {
    const at = (guidance: number, seed: number) => pane(`${guidance} ${seed}`, { cell: { guidance, seed } })
    const sheet = plan([original, at(2, 7), at(4, 7), at(4, 8)])
    expect(sheet.cells.map(({ title, x, y }) => [title, x, y])).toEqual([
      ['Local · guidance 2 · seed 7', 24, 88],
      ['Local · guidance 4 · seed 7', 248, 88],
      ['Local · guidance 4 · seed 8', 248, 252],
    ])
  })

  it('shows the crop of the screen without what lies under the composer', () => {
    const viewport: Viewport = { mode: 'free', centre: { x: 100, y: 50 }, scale: 2 }
    const sheet = plan([original], { viewport })
    expect(sheet.crop).toEqual({ width: 200, height: 100 })
    expect(sheet.cells[0]?.picture?.transform).toEqual({ scaleX: 2, scaleY: 2, x: -100, y: -50 })
    expect(sheet.cells[0]?.picture?.isSmooth).toBe(false)
  })

  it('takes the full size only where the preview shows too little', () => {
    const photo = imageView('large', 8000, 4000)
    const large = { ...scene, reference: photo }
    const shown = (viewport: Viewport) =>
      plan([{ ...original, picture: photo }], { scene: large, viewport }).cells[0]?.picture?.address
    expect(shown(FIT)).toMatch(/\/preview$/)
    expect(shown({ mode: 'free', centre: { x: 100, y: 50 }, scale: 1 })).toContain('/full')
  })

  it('shows the pixels of a photo up to 2048 a pane, and is never coarser than the screen', () => {
    const photo = imageView('large', 8000, 4000)
    const large = (dpr: number) => ({ ...scene, reference: photo, dpr })
    const panes = [{ ...original, picture: photo }, pane('a')]
    expect(plan(panes, { scene: large(1) }).scale * 200).toBeCloseTo(2048)
    const close: Viewport = { mode: 'free', centre: { x: 100, y: 50 }, scale: 0.25 }
    expect(plan(panes, { scene: large(1), viewport: close }).scale).toBe(4)
    expect(plan(panes, { scene: large(3), viewport: { ...close, scale: 4 } }).scale).toBe(3)
  })

  it('is drawn at full size where the sheet shows more than the preview holds', () => {
    const photo = imageView('large', 8000, 4000)
    const viewport: Viewport = { mode: 'free', centre: { x: 100, y: 50 }, scale: 0.25 }
    const [cell] = plan([{ ...original, picture: photo }], {
      scene: { ...scene, reference: photo, dpr: 1 },
      viewport,
    }).cells
    expect(cell?.picture?.address).toContain('/full')
  })

  it('is no larger than a browser can draw', () => {
    const cells = Array.from({ length: 36 }, (_, index) => pane(`${index}`))
    const wide = { ...scene, frame: { width: 1200, height: 900, clearBottom: 0 } }
    const { width, height, scale } = plan(cells, { scene: wide })
    expect(width * height * scale * scale).toBeLessThanOrEqual(16_777_217)
    expect(Math.max(width, height) * scale).toBeLessThanOrEqual(8192)
  })
})
