import { AppError, type ErrorReport } from '@/lib/errors'
import { suggestFeather } from '@/lib/fidelity/feather'
import { keyOfEdit } from '@/lib/history/node-key'
import type { Mask, Size } from '@/lib/images/raster'
import { unreached } from '@/lib/studio/live/unreached'
import {
  isPainted,
  isWholeProposal,
  type MaskDocument,
  redoStep,
  startMask,
  takeStep,
  undoStep,
} from '@/lib/studio/masks/mask-document'
import { drawMask, drawStep, keptShareOf } from '@/lib/studio/masks/mask-raster'
import { sizeOfMask } from '@/lib/studio/masks/mask-work'
import type { MaskActions, Masking, MaskNeeds } from '@/lib/studio/masks/masking'
import { viewAfter } from '@/lib/studio/masks/view-after'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

export const BRUSH_LIMITS = { min: 1, max: 1000 } as const

/** A brush that is wider or narrower by a quarter, and at least by a px. */
export function resizedBrush(brushPx: number, direction: 1 | -1): number {
  const wantedPx = brushPx + direction * Math.max(1, Math.round(brushPx / 4))
  return Math.min(BRUSH_LIMITS.max, Math.max(BRUSH_LIMITS.min, wantedPx))
}

/** A first brush, as a share of the original's long side. */
const BRUSH_SHARE = 0.04

/** What is done with a mask; fetched with the first one that is opened. */
export function createMaskActions(
  set: SetState<MaskNeeds>,
  get: GetState<MaskNeeds>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'uploads' | 'newKey'>,
): MaskActions {
  let sending = new AbortController()
  /** What was painted and left, by edit. */
  const left = new Map<string, Masking>()
  const change = (part: Partial<Masking>) => {
    const { masking } = get()
    if (masking) set({ masking: { ...masking, ...part } })
  }
  const redraw = (document: MaskDocument) => {
    const { ground, mask } = get().masking!
    const drawn = drawMask(document, ground, mask)
    change({ document, mask: drawn, keptShare: keptShareOf(drawn), error: null })
  }
  const send = async (signal: AbortSignal, masking: Masking) => {
    const maskImageId = await sendMask(signal, parts, masking)
    const { featherPx, isColourMatched: matchColour } = masking
    signal.throwIfAborted()
    const { id: projectId } = get().project
    const request = { projectId, editId: masking.edit.id, maskImageId, featherPx, matchColour }
    return parts.commands.startComposite({ ...request, clientKey: parts.newKey() }).catch(unreached)
  }

  return {
    openMask: async (edit, original, taken) => {
      await Promise.all([get().loadReport(edit.id), get().loadMaps(edit.id)])
      const { reports, maps } = get()
      const report = reports[edit.id]
      if (!report || maps?.editId !== edit.id) return
      get().leaveMask()
      const document = startMask(taken, report.regions.length)
      const { view: viewBefore } = get()
      const featherPx = suggestFeather(report.alignment)
      const fresh = startMasking({ edit, featherPx, original, regions: maps.regions, document, viewBefore })
      set({ masking: goOnWith(left.get(edit.id), fresh), view: 'changes' })
    },
    changeTool: change,
    resizeBrush: (direction) => change({ brushPx: resizedBrush(get().masking!.brushPx, direction) }),
    paint: (step) => {
      const { masking } = get()
      if (!masking || masking.isSending) return
      const mask = { ...masking.mask, data: masking.mask.data.slice() }
      drawStep(mask, step, masking.ground)
      const document = takeStep(masking.document, step)
      change({ document, mask, keptShare: keptShareOf(mask), error: null })
    },
    undoMask: () => get().masking && redraw(undoStep(get().masking!.document)),
    redoMask: () => get().masking && redraw(redoStep(get().masking!.document)),
    applyMask: async () => {
      const { masking } = get()
      if (!masking || masking.isSending) return
      sending = new AbortController()
      const { signal } = sending
      change({ isSending: true, error: null })
      const answer = await send(signal, masking).catch((cause) => ({
        ok: false as const,
        error: reportUnsent(cause),
      }))
      if (signal.aborted) return
      if (!answer.ok) return change({ isSending: false, error: answer.error })
      get().addNodes(answer.edits)
      left.delete(masking.edit.id)
      set({ masking: null, view: viewAfter(get()) })
      get().showRun(answer.runId)
    },
    leaveMask: () => {
      sending.abort()
      const { masking } = get()
      if (!masking) return
      set({ masking: null, view: viewAfter(get()) })
      left.delete(masking.edit.id)
      if (!isPainted(masking.document)) return
      const kept = { ...masking, isSending: false, error: null }
      left.set(masking.edit.id, kept)
      const undo = () => {
        get().leaveMask()
        get().show(keyOfEdit(masking.edit.id))
        const { view: viewBefore } = get()
        set({ masking: { ...(left.get(masking.edit.id) ?? kept), viewBefore }, view: 'changes' })
      }
      get().say(PAINTING_KEPT, { undo })
    },
  }
}

/** Said when a painting is left. */
export const PAINTING_KEPT = 'What was painted is kept for the next time'

/** The steps of a painting that was left, over the regions that are chosen now, with the tools as they were. */
function goOnWith(before: Masking | undefined, fresh: Masking): Masking {
  if (!before) return fresh
  const { brushPx, featherPx, isColourMatched } = before
  const document = { ...before.document, start: fresh.document.start }
  const mask = drawMask(document, fresh.ground, fresh.mask)
  return { ...fresh, brushPx, featherPx, isColourMatched, document, mask, keptShare: keptShareOf(mask) }
}

type Opened = Pick<Masking, 'edit' | 'featherPx' | 'document' | 'viewBefore'> & {
  original: Size
  regions: Mask
}

function startMasking({ original, regions, ...opened }: Opened): Masking {
  const ground = { original, regions }
  const mask = drawMask(opened.document, ground, { width: regions.width, height: regions.height })
  return {
    ...opened,
    ground,
    mask,
    keptShare: keptShareOf(mask),
    isAdding: true,
    brushPx: Math.max(8, Math.round(BRUSH_SHARE * Math.max(original.width, original.height))),
    isColourMatched: false,
    isResultShown: false,
    isSending: false,
    error: null,
  }
}

/** The id of the mask as an image; null where the server's own proposal is meant. */
async function sendMask(
  signal: AbortSignal,
  { changeMaps, uploads }: Pick<StudioParts, 'changeMaps' | 'uploads'>,
  { document, ground }: Masking,
): Promise<string | null> {
  if (isWholeProposal(document)) return null
  const file = await changeMaps.drawFile(signal, { document, ground, size: sizeOfMask(ground.original) })
  const { image } = await uploads.sendFile(
    signal,
    new File([file], 'mask.png', { type: file.type }),
    () => {},
  )
  return image.id
}

/** Why what was painted did not reach the server. */
export const reportUnsent = (cause: unknown): ErrorReport =>
  cause instanceof AppError
    ? { code: cause.code, message: cause.message }
    : { code: 'internal', message: 'What was painted could not be sent. Nothing was lost; try again.' }
