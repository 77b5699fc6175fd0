import type { Archive, ArchivedEdit } from '@/lib/history/archive/archive'

/**
 * What is wrong with records that are each of the right form: names given twice, and names of what is not there. An
 * archive knows nothing but itself, so that what it says can never reach into another project.
 * @returns a sentence about the first fault, for the log; undefined when there is none.
 */
export function findFault(archive: Archive): string | undefined {
  const { images, roots, inputs, runs, edits } = archive
  const imageIds = new Set(images.map(({ id }) => id))
  const runIds = new Set(runs.map(({ id }) => id))
  const byId = new Map(edits.map((edit) => [edit.id, edit]))
  if (imageIds.size < images.length) return 'an image stands there twice'
  if (runIds.size < runs.length) return 'a run stands there twice'
  if (byId.size < edits.length) return 'an edit stands there twice'
  if (new Set(roots.map(({ imageId }) => imageId)).size < roots.length) return 'an upload stands there twice'

  const usedImages = [
    ...roots.map(({ imageId }) => imageId),
    ...inputs.map(({ imageId }) => imageId),
    ...edits.flatMap((edit) => [edit.inputImageId, edit.rootImageId, edit.outputImageId]),
  ]
  if (usedImages.some((id) => id !== null && !imageIds.has(id))) return 'an image is not there'
  if (edits.some(({ runId }) => !runIds.has(runId))) return 'a run is not there'
  const usedEdits = [
    ...inputs.map(({ editId }) => editId),
    ...edits.flatMap(({ parentEditId, replayOf }) => [parentEditId, replayOf]),
  ]
  if (usedEdits.some((id) => id !== null && !byId.has(id))) return 'an edit is not there'
  if (edits.some(({ state, outputImageId }) => (state === 'succeeded') !== (outputImageId !== null)))
    return 'a result and its state do not fit'
  if (edits.some(({ maps }) => new Set(maps).size < maps.length)) return 'a map stands there twice'
  return hasCircle(byId) ? 'an edit comes from itself' : undefined
}

function hasCircle(byId: ReadonlyMap<string, ArchivedEdit>): boolean {
  const done = new Set<string>()
  for (const start of byId.keys()) {
    const way = new Set<string>()
    for (let id: string | null = start; id !== null && !done.has(id); ) {
      if (way.has(id)) return true
      way.add(id)
      id = byId.get(id)?.parentEditId ?? null
    }
    for (const id of way) done.add(id)
  }
  return false
}
