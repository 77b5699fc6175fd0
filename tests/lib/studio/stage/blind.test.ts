import { describe, expect, it } from 'vitest'
import type { EditView } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode } from '@/lib/history/node-key'
import { listVeiled, veilModel, veilScene } from '@/lib/studio/stage/blind'
import { composeScene } from '@/lib/studio/stage/scene'
import { editView, rootView, uuidOf } from '@/tests/support/node-views'

const cat = rootView('cat')
const WORDS = ['a', 'b', 'c', 'd', 'e', 'f']
const results = (runId: string, change: Partial<EditView> = {}) =>
  WORDS.map((word, position) =>
    editView(`${runId} ${word}`, { runId: uuidOf(runId), position, rootImageId: cat.image.id, ...change }),
  )
const toNodes = (edits: EditView[]) =>
  Object.fromEntries([cat, ...edits].map((node) => [keyOfNode(node), node]))
const look = (edits: EditView[], change: Partial<Parameters<typeof listVeiled>[0]> = {}) => ({
  isBlind: true,
  view: 'side' as const,
  nodes: toNodes(edits),
  selected: [keyOfEdit(edits[0]!.id)],
  otherKey: null,
  ...change,
})

describe('choosing blind', () => {
  it('hides all results of the run on the stage', () => {
    const run = results('run')
    expect(listVeiled(look([...run, ...results('other')]))).toEqual(run)
  })

  it.each([
    ['while it is off', { isBlind: false }],
    ['in another view', { view: 'split' as const }],
    ['of an upload', { selected: [keyOfNode(cat)] }],
    [
      'that were chosen one by one',
      {
        selected: results('run')
          .slice(0, 2)
          .map(({ id }) => keyOfEdit(id)),
      },
    ],
  ])('hides nothing %s', (_what, change) => {
    expect(listVeiled(look(results('run'), change))).toEqual([])
  })

  it('hides nothing of a run that has a winner, or only one result', () => {
    const [first, ...rest] = results('run')
    expect(listVeiled(look([{ ...first!, kept: true }, ...rest]))).toEqual([])
    expect(listVeiled(look([first!]))).toEqual([])
  })

  it('shuffles the results, the same way each time, behind the original', () => {
    const asked = look(results('run'))
    const scene = composeScene(asked)!
    const veiled = () => veilScene(scene, listVeiled(asked))
    expect(veiled().panes[0]).toEqual(scene.panes[0])
    expect(veiled().panes.map(({ veil }) => veil)).toEqual([undefined, 'A', 'B', 'C', 'D', 'E', 'F'])
    const keys = veiled().panes.map(({ key }) => key)
    expect(keys).not.toEqual(scene.panes.map(({ key }) => key))
    expect([...keys].sort()).toEqual(scene.panes.map(({ key }) => key).sort())
    expect(veiled().panes.map(({ key }) => key)).toEqual(keys)
  })

  it('leaves a scene without hidden results as it is', () => {
    const scene = composeScene(look(results('run')))!
    expect(veilScene(scene, [])).toBe(scene)
  })

  it('takes the names of a model, not who is paid', () => {
    const model = { id: 'x', name: 'X (AIML)', shortName: 'X', provider: 'aiml' as const }
    expect(veilModel(model)).toEqual({ id: 'x', name: 'Hidden', shortName: 'Hidden', provider: 'aiml' })
  })
})
