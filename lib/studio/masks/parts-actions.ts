import type { EditView } from '@/lib/edits/view'
import { keyOfEdit } from '@/lib/history/node-key'
import type { Mask, Size } from '@/lib/images/raster'
import { unreached } from '@/lib/studio/live/unreached'
import { PAINTING_KEPT, reportUnsent, resizedBrush } from '@/lib/studio/masks/mask-actions'
import { isPainted, type MaskStep } from '@/lib/studio/masks/mask-document'
import type { MaskGround } from '@/lib/studio/masks/mask-raster'
import { sizeOfMask } from '@/lib/studio/masks/mask-work'
import type { MaskActions, Masking } from '@/lib/studio/masks/masking'
import {
  drawLabels,
  drawPartStep,
  maskOfLabel,
  type PartStep,
  sharesOf,
} from '@/lib/studio/masks/part-labels'
import { findParts, type Parts, type PartsActions, type PartsNeeds } from '@/lib/studio/masks/parts'
import { viewAfter } from '@/lib/studio/masks/view-after'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** Long sides of the labels on the screen and in the file; the server smooths them up to the photo's size. */
const [PREVIEW_PX, FILE_PX] = [1024, 4096]
const BRUSH_SHARE = 0.06
/** Of the longer side: a passage that hides a seam and no detail. */
const FEATHER_SHARE = 0.006

/** What is done with the parts. The mask's own commands work on the part in hand until the parts are left. */
export function createPartsActions(
  set: SetState<PartsNeeds>,
  get: GetState<PartsNeeds>,
  studio: Pick<StudioParts, 'commands' | 'changeMaps' | 'uploads' | 'newKey'>,
): PartsActions {
  let opening = new AbortController()
  let sending = new AbortController()
  let usual: Partial<MaskActions> = {}
  /** What was painted and left, with the tools as they were, by what it is made of. */
  const left = new Map<string, { parts: Parts; masking: Masking }>()
  const changeTool = (change: Partial<Masking>) => {
    const { masking } = get()
    if (masking) set({ masking: { ...masking, ...change } })
  }
  /** Puts the steps in place and draws what follows from them; `labels` when they are drawn already. */
  const take = (parts: Parts) => {
    const edit = parts.edits[parts.at]!
    const others = parts.edits.filter((each) => each !== edit)
    changeTool({
      edit,
      ground: parts.grounds[parts.at]!,
      document: { start: [], done: parts.done.map(stepOf), undone: parts.undone.map(stepOf) },
      mask: maskOfLabel(parts.labels, parts.at + 1),
      keptShare: sharesOf(parts.labels, parts.edits.length)[0]!,
      error: null,
    })
    set({ parts, selected: [...others, edit].map(({ id }) => keyOfEdit(id)) })
  }
  const redraw = (done: readonly PartStep[], undone: readonly PartStep[]) => {
    const parts = get().parts!
    take({ ...parts, done, undone, labels: drawLabels({ ...parts, steps: done, size: parts.labels }) })
  }
  const close = () => {
    sending.abort()
    set({ ...usual, parts: null, masking: null, view: viewAfter(get()) })
  }
  const leave = () => {
    const { parts, masking } = get()
    close()
    if (!parts || !masking) return
    left.delete(nameWork(parts))
    if (!isPainted(parts)) return
    left.set(nameWork(parts), { parts, masking: { ...masking, isSending: false, error: null } })
    const undo = () => void get().openParts(parts.edits.map(({ id }) => keyOfEdit(id)))
    get().say(PAINTING_KEPT, { undo })
  }
  const paint = (step: MaskStep) => {
    const { parts, masking } = get()
    if (!parts || masking?.isSending) return
    const labels = { ...parts.labels, data: parts.labels.data.slice() }
    const last: PartStep = { label: parts.at + 1, step }
    drawPartStep(labels, last, parts.grounds[parts.at]!)
    take({ ...parts, labels, done: [...parts.done, last], undone: [] })
  }
  const apply = async () => {
    const { parts, masking } = get()
    if (!parts || !masking || masking.isSending) return
    sending = new AbortController()
    const { signal } = sending
    changeTool({ isSending: true, error: null })
    const answer = await send(signal, parts, masking).catch((cause) => ({
      ok: false as const,
      error: reportUnsent(cause),
    }))
    if (signal.aborted) return
    if (!answer.ok) return changeTool({ isSending: false, error: answer.error })
    get().addNodes(answer.edits)
    left.delete(nameWork(parts))
    close()
    get().showRun(answer.runId)
  }
  const send = async (signal: AbortSignal, parts: Parts, { featherPx, isColourMatched }: Masking) => {
    const original = get().nodes[parts.originalKey]!.image!
    const work = { steps: parts.done, grounds: parts.grounds, size: sizeOfMask(original, FILE_PX) }
    const drawn = await studio.changeMaps.drawFile(signal, work)
    const file = new File([drawn], 'labels.png', { type: drawn.type })
    const { image } = await studio.uploads.sendFile(signal, file, () => {})
    signal.throwIfAborted()
    return studio.commands
      .startParts({
        projectId: get().project.id,
        clientKey: studio.newKey(),
        originalImageId: original.id,
        editIds: parts.edits.map(({ id }) => id),
        labelsImageId: image.id,
        featherPx,
        matchColour: isColourMatched,
      })
      .catch(unreached)
  }
  const readGround = async (signal: AbortSignal, edit: EditView, original: Size & { id: string }) => {
    const isMeasured = edit.keptShare !== null && edit.inputImageId === original.id
    if (!isMeasured) return blankGround(original)
    await get().loadReport(edit.id)
    const regions = await studio.changeMaps.readMap(signal, edit.id, 'regions').catch(() => undefined)
    return regions ? { original, regions } : blankGround(original)
  }

  const own: Omit<MaskActions, 'openMask'> = {
    changeTool,
    resizeBrush: (direction) => changeTool({ brushPx: resizedBrush(get().masking!.brushPx, direction) }),
    paint,
    undoMask: () => {
      const { done, undone } = get().parts!
      if (done.length > 0) redraw(done.slice(0, -1), [...undone, done.at(-1)!])
    },
    redoMask: () => {
      const { done, undone } = get().parts!
      if (undone.length > 0) redraw([...done, undone.at(-1)!], undone.slice(0, -1))
    },
    applyMask: apply,
    leaveMask: leave,
  }

  return {
    openParts: async (keys) => {
      const found = findParts(get().nodes, keys)
      const original = found && get().nodes[found.originalKey]?.image
      if (!found || !original) return
      opening.abort()
      opening = new AbortController()
      const { signal } = opening
      const grounds = await Promise.all(found.edits.map((edit) => readGround(signal, edit, original)))
      if (signal.aborted) return
      get().leaveMask()
      usual = pickActions(get())
      const size = sizeOfMask(original, PREVIEW_PX)
      const labels: Mask = { ...size, data: new Uint8Array(size.width * size.height) }
      const before = left.get(nameWork(found))
      const masking = before?.masking ?? startMasking(found.edits[0]!, grounds[0]!, labels)
      set({ ...own, view: 'changes', masking: { ...masking, viewBefore: get().view } })
      take(before?.parts ?? { ...found, grounds, labels, done: [], undone: [], at: 0 })
      get().fitPicture()
    },
    choosePart: (at) => {
      const { parts } = get()
      if (parts?.edits[at]) take({ ...parts, at })
    },
  }
}

const stepOf = ({ step }: PartStep): MaskStep => step

const pickActions = ({
  changeTool,
  resizeBrush,
  paint,
  undoMask,
  redoMask,
  applyMask,
  leaveMask,
}: MaskActions): Partial<MaskActions> => ({
  changeTool,
  resizeBrush,
  paint,
  undoMask,
  redoMask,
  applyMask,
  leaveMask,
})

type Found = Pick<Parts, 'edits' | 'originalKey'>
/** The same for the same results of the same original, in whatever order they were chosen. */
const nameWork = ({ edits, originalKey }: Found) => [originalKey, ...edits.map(({ id }) => id).sort()].join()

/** Of a result whose changes are not known: nothing but the brush takes from it. */
const blankGround = (original: Size): MaskGround => ({
  original,
  regions: { width: 1, height: 1, data: new Uint8Array(1) },
})

function startMasking(edit: EditView, ground: MaskGround, labels: Mask): Omit<Masking, 'viewBefore'> {
  const longSidePx = Math.max(ground.original.width, ground.original.height)
  return {
    edit,
    ground,
    document: { start: [], done: [], undone: [] },
    mask: labels,
    keptShare: 1,
    isAdding: true,
    brushPx: Math.max(8, Math.round(BRUSH_SHARE * longSidePx)),
    featherPx: Math.round(FEATHER_SHARE * longSidePx),
    isColourMatched: false,
    isResultShown: true,
    isSending: false,
    error: null,
  }
}
