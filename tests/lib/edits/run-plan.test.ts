import { describe, expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { describeRun, estimateRun, formatUsd, planEdits } from '@/lib/edits/run-plan'
import { createCard } from '@/tests/support/cards'
import { createInput, createRunRequest } from '@/tests/support/run-requests'

const seed = { kind: 'seed', min: 1, max: 100 } as const
const guidance = { kind: 'range', min: 1, max: 10, step: 0.5, default: 5 } as const
const results = (oneRequest: boolean) => ({ kind: 'count', min: 1, max: 4, default: 1, oneRequest }) as const
const threeInputs = ['1', '2', '3'].map((digit) => createInput(digit))

const box = { x: 1, y: 2, width: 30, height: 40 }

describe('planEdits', () => {
  it('uses the primary alone when a model takes one image, and one edit for each input on request', () => {
    const card = createCard()
    const primary = planEdits(createRunRequest({ inputs: threeInputs }), [card])
    const each = planEdits(createRunRequest({ inputs: threeInputs, inputMode: 'each' }), [card])
    expect(primary.map((edit) => edit.inputs)).toEqual([[threeInputs[0]]])
    expect(each.map((edit) => edit.inputs)).toEqual(threeInputs.map((input) => [input]))
  })

  it('gives a model that takes several images all of them, in order', () => {
    const card = createCard({ inputs: { min: 1, max: 10, formats: ['png'], maxBytes: 1 } })
    expect(planEdits(createRunRequest({ inputs: threeInputs }), [card])[0]?.inputs).toEqual(threeInputs)
  })

  it('gives a selection to the edits of the picture that it was made on', () => {
    const selection = { imageId: threeInputs[1]!.imageId, box, maskImageId: null, isAlone: true }
    const request = createRunRequest({ inputs: threeInputs, inputMode: 'each', selection })
    const planned = planEdits(request, [createCard()])
    expect(planned.map((edit) => edit.selection)).toEqual([undefined, selection, undefined])
  })

  it('runs a model that takes no image without one, even when inputs are there', () => {
    const card = createCard({ inputs: { min: 0, max: 0, formats: [], maxBytes: 0 } })
    expect(planEdits(createRunRequest({ inputs: threeInputs }), [card])[0]?.inputs).toEqual([])
  })

  it('serves several results by one request only where the vendor can', () => {
    const request = createRunRequest({ settings: { ...DEFAULT_RUN_SETTINGS, results: 3 } })
    const together = planEdits(request, [createCard({ settings: { results: results(true) } })])
    const apart = planEdits(request, [createCard({ settings: { results: results(false) } })])
    expect(together.map((edit) => edit.batch)).toEqual([0, 0, 0])
    expect(apart.map((edit) => edit.batch)).toEqual([0, 1, 2])
  })

  it('gives each further result of one fixed seed the next seed, around the end of the range', () => {
    const card = createCard({ settings: { seed, results: results(false) } })
    const request = createRunRequest({ settings: { ...DEFAULT_RUN_SETTINGS, results: 3, seed: 99 } })
    expect(planEdits(request, [card]).map((edit) => edit.settings.seed)).toEqual([99, 100, 1])
  })

  it('makes one edit for each combination of a sweep, and none for an axis that the model has not', () => {
    const sweep = { guidance: [2, 4], seed: [7, 8, 9] }
    const both = planEdits(createRunRequest({ sweep }), [createCard({ settings: { guidance, seed } })])
    const one = planEdits(createRunRequest({ sweep }), [createCard({ settings: { seed } })])
    expect(both.map(({ settings }) => [settings.guidance, settings.seed])).toEqual([
      [2, 7],
      [2, 8],
      [2, 9],
      [4, 7],
      [4, 8],
      [4, 9],
    ])
    expect(one.map(({ settings }) => settings.seed)).toEqual([7, 8, 9])
  })

  it('keeps batches of different models apart', () => {
    const cards = [createCard({ id: 'a' }), createCard({ id: 'b' })]
    expect(planEdits(createRunRequest(), cards).map((edit) => edit.batch)).toEqual([0, 1])
  })
})

describe('describeRun', () => {
  const describeCards = (...prices: (number | undefined)[]) =>
    describeRun(
      estimateRun(
        planEdits(
          createRunRequest(),
          prices.map((priceUsd, index) =>
            createCard({ id: `m${index}`, ...(priceUsd !== undefined && { priceUsd }) }),
          ),
        ),
      ),
    )

  it('says what will be made and what it will cost', () => {
    expect(describeCards(0.03, 0.03)).toEqual({ made: '2 models × 1 image → 2 edits', cost: 'about $0.06' })
    expect(describeCards(0)).toEqual({ made: '1 model × 1 image → 1 edit', cost: 'free' })
  })

  it('never counts an unknown price as zero', () => {
    expect(describeCards(undefined).cost).toBe('price unknown')
    expect(describeCards(0.03, undefined).cost).toBe('about $0.03, 1 price unknown')
    expect(describeCards(0, undefined).cost).toBe('1 price unknown')
  })

  it('says that only the selection is sent, or changed where nothing is sent', () => {
    const selection = { imageId: createInput().imageId, box, maskImageId: null, isAlone: true }
    const say = (provider: 'aiml' | 'local', isAlone = true) => {
      const request = createRunRequest({ selection: { ...selection, isAlone } })
      return describeRun(estimateRun(planEdits(request, [createCard({ provider })]))).made
    }
    expect(say('aiml')).toBe('1 model × 1 image → 1 edit, only the selection is sent')
    expect(say('local')).toBe('1 model × 1 image → 1 edit, only the selection changes')
    expect(say('aiml', false)).toBe('1 model × 1 image → 1 edit')
  })

  it('names the models that will not see the photo', () => {
    const drawing = createCard({
      id: 'm1',
      shortName: 'Dream',
      inputs: { min: 0, max: 0, formats: [], maxBytes: 0 },
    })
    const { made } = describeRun(estimateRun(planEdits(createRunRequest(), [createCard(), drawing])))
    expect(made).toBe('2 models × 1 image → 2 edits, Dream without a photo')
  })

  it('writes amounts with as many digits as they need', () => {
    expect([0.0315, 0.03, 1.5, 12].map(formatUsd)).toEqual(['$0.0315', '$0.03', '$1.50', '$12.00'])
  })
})
