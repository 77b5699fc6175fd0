import { describe, expect, test } from 'vitest'
import { EngineRefusal } from '@/lib/engine/refusal'
import type { Target } from '@/lib/engine/target'
import { type Bound, bindTarget } from '@/lib/engine/vision/bind'
import type { Scene } from '@/lib/engine/vision/vision'
import type { Box, Mask } from '@/lib/images/raster'
import { paintRaster, signal } from '../samples'
import { boxMask, createScene } from './scenes'

const LEFT = { x: 6, y: 10, width: 14, height: 18 }
const RIGHT = { x: 36, y: 12, width: 16, height: 20 }

const bind = (scene: Scene, target: Target, selection?: Mask): Promise<Bound> => {
  if (target.kind === 'image') throw new Error('The whole picture is not looked for.')
  return bindTarget(signal, scene, scene.work, target, selection)
}

async function refusalOf(job: Promise<unknown>) {
  const error = await job.catch((thrown: unknown) => thrown)
  if (!(error instanceof EngineRefusal)) throw new Error(`No refusal but ${error}`)
  return error.details
}

const valueAt = ({ mask }: Bound, x: number, y: number) => mask.data[y * mask.width + x]
const dog = (which: 'one' | 'all' | 'left' | 'right' | 'middle' | 'largest'): Target => ({
  kind: 'class',
  label: 'dog',
  word: 'dog',
  which,
})

const twoDogs = createScene({
  things: [LEFT, RIGHT],
  objects: [
    { label: 'dog', score: 0.6, box: LEFT },
    { label: 'dog', score: 0.5, box: RIGHT },
  ],
})

describe('one of several', () => {
  test('is asked for by naming the choices', async () => {
    const { code, message } = await refusalOf(bind(twoDogs, dog('one')))
    expect(code).toBe('AMBIGUOUS_TARGET')
    for (const choice of ['the left dog', 'the right dog', 'the largest dog', 'every dog'])
      expect(message).toContain(choice)
  })

  test('where a box holds more than the thing, what a point in it means is taken', async () => {
    const both = boxMask(LEFT)
    for (const [i, value] of boxMask(RIGHT).data.entries()) both.data[i] = Math.max(both.data[i]!, value)
    const plank = { ...LEFT, x: LEFT.x - 4, width: LEFT.width + 10 }
    const scene: Scene = {
      ...twoDogs,
      subject: async () => ({ mask: both, agreement: 0.9 }),
      segment: async (own, prompt) =>
        prompt.points ? twoDogs.segment(own, prompt) : { mask: boxMask(plank), quality: 0.9 },
    }
    const bound = await bind(scene, dog('left'))
    expect([valueAt(bound, 13, 19), valueAt(bound, 3, 19)]).toEqual([255, 0])
  })

  test.each([
    ['left', 255, 0],
    ['right', 0, 255],
    ['largest', 0, 255],
    ['all', 255, 255],
  ] as const)('%s is found', async (which, left, right) => {
    const bound = await bind(twoDogs, dog(which))
    expect([valueAt(bound, 13, 19), valueAt(bound, 44, 22)]).toEqual([left, right])
  })
})

describe('a second of a kind that the detector overlooks', () => {
  const seen = { label: 'dog', score: 0.6, box: LEFT } as const
  const both = boxMask(LEFT)
  for (const [i, value] of boxMask(RIGHT).data.entries()) both.data[i] = Math.max(both.data[i]!, value)
  const scene = createScene({
    things: [LEFT, RIGHT],
    objects: [seen],
    subject: { mask: both, agreement: 0.9 },
  })

  test('is seen as the rest of the subject, and asked about', async () => {
    expect((await refusalOf(bind(scene, dog('one')))).code).toBe('AMBIGUOUS_TARGET')
    const right = await bind(scene, dog('right'))
    expect([valueAt(right, 13, 19), valueAt(right, 44, 22)]).toEqual([0, 255])
  })

  test('is looked for where it has the colour of the first, not where the towel under it is', async () => {
    const towelTop = 27
    const asked: Box[] = []
    const work = paintRaster(60, 40, (x, y) =>
      x >= 36 && y >= towelTop
        ? [150, 150, 152]
        : both.data[y * 60 + x]! > 0
          ? [150, 60, 30]
          : [120, 120, 120],
    )
    const onTowel: Scene = {
      ...scene,
      work,
      async segment(own, prompt) {
        if (prompt.box) asked.push(prompt.box)
        return scene.segment(own, prompt)
      },
    }
    await bind(onTowel, dog('right'))
    const lowest = Math.max(...asked.map(({ y, height }) => y + height))
    expect(lowest).toBeLessThan(towelTop + 4)
  })

  test('is another thing when the detector knows it as one', async () => {
    const cup = { label: 'cup', score: 0.5, box: RIGHT } as const
    const other = createScene({
      things: [LEFT, RIGHT],
      objects: [seen, cup],
      subject: { mask: both, agreement: 0.9 },
    })
    expect(valueAt(await bind(other, dog('one')), 44, 22)).toBe(0)
  })

  test('when there is only one, naming a side is told', async () => {
    const one = createScene({ things: [LEFT], objects: [seen] })
    expect((await bind(one, dog('left'))).notes).toEqual(['I found only one dog and took that.'])
  })
})

test('the middle one of three is found', async () => {
  const boxes = [2, 24, 46].map((x) => ({ x, y: 10, width: 10, height: 14 }))
  const scene = createScene({
    things: boxes,
    objects: boxes.map((box) => ({ label: 'dog', score: 0.6, box })),
  })
  const bound = await bind(scene, dog('middle'))
  expect([7, 29, 51].map((x) => valueAt(bound, x, 17))).toEqual([0, 255, 0])
})

describe('writing', () => {
  const core = { x: 10, y: 18, width: 30, height: 3 }

  test('is found with room for its letters around the core of its line', async () => {
    const bound = await bind(createScene({ writing: boxMask(core) }), { kind: 'text' })
    expect([valueAt(bound, 25, 19), valueAt(bound, 25, 16), valueAt(bound, 25, 8)]).toEqual([255, 255, 0])
  })

  test('that is not there is refused, saying what is', async () => {
    const { code, message } = await refusalOf(bind(twoDogs, { kind: 'text' }))
    expect(code).toBe('TARGET_NOT_FOUND')
    expect(message).toContain('I could not find writing; I found: dog')
  })
})

describe('a kind that is not there', () => {
  test('is refused, saying what is there', async () => {
    const { code, message } = await refusalOf(
      bind(twoDogs, { kind: 'class', label: 'car', word: 'car', which: 'one' }),
    )
    expect(code).toBe('TARGET_NOT_FOUND')
    expect(message).toContain('I could not find a car; I found: dog')
  })

  test('in a picture of which nothing has a name is refused with the way to point at it', async () => {
    const { message } = await refusalOf(
      bind(createScene({}), { kind: 'class', label: 'car', word: 'car', which: 'one' }),
    )
    expect(message).toMatch(
      /^I could not find a car\. Nothing in this picture has a name that I know: click on/,
    )
  })

  test('but is near to one that is, is taken for it and told', async () => {
    const scene = createScene({ things: [LEFT], objects: [{ label: 'dog', score: 0.5, box: LEFT }] })
    const bound = await bind(scene, { kind: 'class', label: 'cat', word: 'cat', which: 'one' })
    expect(valueAt(bound, 13, 19)).toBe(255)
    expect(bound.notes).toEqual(['I took what looks like a dog for the cat.'])
  })

  test('is taken for a clear subject that the detector does not know', async () => {
    const scene = createScene({ things: [LEFT], subject: { mask: boxMask(LEFT), agreement: 0.9 } })
    const bound = await bind(scene, { kind: 'thing', word: 'flower' })
    expect(valueAt(bound, 13, 19)).toBe(255)
    expect(bound.notes).toEqual(['I took the subject of the picture for the flower.'])
  })

  test('is not taken for a subject that the detector knows as something else', async () => {
    const scene = createScene({
      things: [LEFT],
      objects: [{ label: 'dog', score: 0.4, box: LEFT }],
      subject: { mask: boxMask(LEFT), agreement: 0.9 },
    })
    expect((await refusalOf(bind(scene, { kind: 'thing', word: 'flower' }))).code).toBe('TARGET_NOT_FOUND')
  })
})

test('a subject on which the models disagree is none', async () => {
  const scene = createScene({ subject: { mask: boxMask(LEFT), agreement: 0.6 } })
  for (const kind of ['subject', 'background'] as const)
    expect((await refusalOf(bind(scene, { kind }))).code).toBe('TARGET_NOT_FOUND')
})

test('background is all that the subject is not', async () => {
  const scene = createScene({ things: [LEFT], subject: { mask: boxMask(LEFT), agreement: 0.9 } })
  const [subject, background] = [
    await bind(scene, { kind: 'subject' }),
    await bind(scene, { kind: 'background' }),
  ]
  expect(
    subject.mask.data.map((value, i) => value + background.mask.data[i]!).every((sum) => sum === 255),
  ).toBe(true)
})

test('a colour with a noun is cut out whole, a colour alone pixel by pixel', async () => {
  const scene = createScene({ things: [LEFT] })
  const red = { kind: 'colour', hue: 'red', which: 'one' } as const
  expect(valueAt(await bind(scene, { ...red, word: 'bowl' }), 13, 19)).toBe(255)
  const everything = await bind(scene, { ...red, which: 'all' })
  expect([valueAt(everything, 13, 19), valueAt(everything, 2, 2)]).toEqual([255, 0])
  expect((await refusalOf(bind(scene, { ...red, hue: 'blue' }))).message).toContain('nothing blue')
})

test('a region has nothing beyond its edge and all of its inside', async () => {
  const bound = await bind(createScene({}), { kind: 'region', where: 'left' })
  expect([valueAt(bound, 2, 5), valueAt(bound, 31, 5), valueAt(bound, 59, 39)]).toEqual([255, 0, 0])
})

test('what is selected must be selected first', async () => {
  const scene = createScene({})
  expect((await refusalOf(bind(scene, { kind: 'selection' }))).message).toContain('Nothing is selected')
  const selection = { width: 60, height: 40, data: new Uint8Array(2400).fill(7) }
  expect((await bind(scene, { kind: 'selection' }, selection)).mask).toBe(selection)
})

const selected = (box: Box): Mask => {
  const { width, height, data } = boxMask(box)
  return { width, height, data: Uint8Array.from(data, (value) => value * 255) }
}

test('a name that finds nothing, or too much, means what is selected', async () => {
  const selection = selected(LEFT)
  const cup: Target = { kind: 'class', label: 'cup', word: 'cup', which: 'one' }
  for (const [target, word] of [
    [cup, 'cup'],
    [dog('one'), 'dog'],
    [{ kind: 'thing', word: 'gizmo' } as Target, 'gizmo'],
  ] as const) {
    await refusalOf(bind(twoDogs, target))
    const { mask, notes } = await bind(twoDogs, target, selection)
    expect(mask).toBe(selection)
    expect(notes).toEqual([`I took what is selected for the ${word}.`])
  }
})

test('a name that finds its thing means that, whatever is selected', async () => {
  const bound = await bind(twoDogs, dog('right'), selected(LEFT))
  expect([valueAt(bound, 13, 19), valueAt(bound, 44, 22)]).toEqual([0, 255])
})
