import type { InputView } from '@/lib/edits/view'
import { isAbort, toReport } from '@/lib/errors'
import { checkFile, MAX_INPUTS } from '@/lib/images/limits'
import {
  type InputItem,
  isOnItsWay,
  isReady,
  type LateFile,
  mergeInputs,
  moveItem,
  type RefusedFile,
  readyInputs,
  sortFiles,
  TOO_MANY,
  waitingItem,
} from '@/lib/studio/inputs/input-list'
import { createInputSaver } from '@/lib/studio/inputs/input-saver'
import { createLimiter } from '@/lib/studio/inputs/limiter'
import { isRefusal, reasonFor } from '@/lib/studio/inputs/upload-failure'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts, UploadedImage } from '@/lib/studio/slice'

/** More gain nothing: four fill the line of one machine. */
const PARALLEL_UPLOADS = 4

export type InputsSlice = {
  items: readonly InputItem[]
  refused: readonly RefusedFile[]
  /** Why the last change of the list did not reach the server; null when it did. */
  inputsError: string | null
  /** The list as it came from another tab or person, while it still stands. */
  foreignItems: readonly InputItem[] | null
  /** Files are about to come. */
  prepareFiles: () => void
  addFiles: (files: readonly File[]) => void
  /** Answers with the reason when the address was refused; undefined when it became an input. */
  addUrl: (signal: AbortSignal, url: string) => Promise<string | undefined>
  /** Also cancels an upload. */
  removeInput: (key: string) => void
  retryUpload: (key: string) => void
  cancelUploads: () => void
  moveInput: (key: string, to: number) => void
  /** Puts an image that the server knows first, in place of the primary; the others stay. */
  replacePrimary: (input: InputView) => void
  /** Puts another list in the place of this one. */
  replaceInputs: (items: readonly InputItem[]) => void
  dismissRefused: (key: string) => void
  dismissAllRefused: () => void
  applyInputs: (inputs: readonly InputView[]) => void
  /** Sends a list again that did not reach the server. */
  resendInputs: () => void
  /** Resolves when nothing is on its way any more; false when something was taken out before it had come. */
  whenUploaded: () => Promise<boolean>
}

type Needs = InputsSlice &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'> & { recallFrom: (files: readonly File[]) => Promise<void> }
type Work = { file: File; late: readonly LateFile[]; controller: AbortController; sending?: Promise<void> }

export function createInputsSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { snapshot, commands, uploads, newKey }: Pick<StudioParts, 'snapshot' | 'commands' | 'uploads' | 'newKey'>,
): InputsSlice {
  const works = new Map<string, Work>()
  /** Photos that came and were among the inputs already. */
  const doubles = new Set<string>()
  const sendLimited = createLimiter(PARALLEL_UPLOADS)
  const save = createInputSaver(commands, {
    read: () => ({ projectId: get().project.id, list: readyInputs(get().items) }),
    onAnswer: (inputsError) => set({ inputsError }),
    onNewer: (inputs) => showForeign(inputs),
  })
  const replaceItems = (items: InputItem[], more: Partial<Needs> = {}) => {
    const kept = new Set(items.map((item) => item.thumbnailUrl))
    for (const { thumbnailUrl } of get().items)
      if (thumbnailUrl && !kept.has(thumbnailUrl)) uploads.releaseThumbnail(thumbnailUrl)
    set({ items, ...more })
  }
  const showForeign = (inputs: readonly InputView[]) => {
    const items = mergeInputs(get().items, inputs, newKey)
    replaceItems(items, { foreignItems: items })
  }

  const change = (key: string, to: (item: InputItem) => InputItem) =>
    set({ items: get().items.map((item) => (item.key === key ? to(item) : item)) })
  const drop = (key: string) => {
    const url = get().items.find((item) => item.key === key)?.thumbnailUrl
    if (url) uploads.releaseThumbnail(url)
    works.delete(key)
    set({ items: get().items.filter((item) => item.key !== key) })
  }

  const finish = (key: string, { image, name }: UploadedImage) => {
    works.delete(key)
    if (get().items.some((item) => isReady(item) && item.input.imageId === image.id)) {
      drop(key)
      doubles.add(key)
      get().say(`${name} is among the inputs already`)
      return
    }
    const input = { imageId: image.id, editId: null, name, image }
    change(key, ({ thumbnailUrl }) => ({ state: 'ready', key, name, thumbnailUrl, input }))
    void save()
  }

  const fail = (key: string, name: string, error: unknown) => {
    if (isAbort(error)) return
    if (isRefusal(error)) {
      const late = works.get(key)?.late ?? []
      drop(key)
      set({ refused: [...get().refused, { key: newKey(), name, reason: error.message }] })
      passPlace(late)
      return
    }
    change(key, (item) => {
      const { sentBytes = 0, sizeBytes = 1 } = isReady(item) ? {} : item
      const reason = `${reasonFor(error)} at ${Math.round((sentBytes / sizeBytes) * 100)} %`
      return { state: 'lost', key, name, thumbnailUrl: item.thumbnailUrl, sentBytes, sizeBytes, reason }
    })
  }

  const send = async (key: string, { file, controller: { signal } }: Work) => {
    const progress = (sentBytes: number) =>
      change(key, (item) =>
        isReady(item) ? item : { ...item, state: 'sending', sentBytes, sizeBytes: file.size },
      )
    try {
      const uploaded = await sendLimited(signal, () => {
        progress(0)
        return uploads.sendFile(signal, file, progress)
      })
      finish(key, uploaded)
    } catch (error) {
      fail(key, file.name, error)
    }
  }

  const showThumbnail = async (key: string, { file, controller: { signal } }: Work) => {
    const thumbnailUrl = await uploads.makeThumbnail(signal, file).catch(() => undefined)
    if (!thumbnailUrl) return
    if (get().items.some((item) => item.key === key)) change(key, (item) => ({ ...item, thumbnailUrl }))
    else uploads.releaseThumbnail(thumbnailUrl)
  }

  const start = (key: string, file: File, late: readonly LateFile[]): Work => {
    const work: Work = { file, late, controller: new AbortController() }
    works.set(key, work)
    return work
  }

  /** Resolves when all are seen. */
  const take = (files: readonly File[], late: readonly LateFile[]): Promise<unknown> => {
    const added = files.map((file) => ({ key: newKey(), file }))
    const items = added.map(({ key, file }) => waitingItem(key, file.name, file.size))
    set({ items: [...get().items, ...items] })
    const started = added.map(({ key, file }) => ({ key, work: start(key, file, late) }))
    const shown = Promise.all(started.map(({ key, work }) => showThumbnail(key, work)))
    // All are seen before one is hashed, sent and judged: that wants the same processor.
    for (const { key, work } of started) work.sending = shown.then(() => send(key, work))
    return shown
  }

  /** The place of what turned out to be unfit goes to the next file that came with it and found no room. */
  const passPlace = (late: readonly LateFile[]) => {
    const next = late.find(({ key }) => get().refused.some((refusal) => refusal.key === key))
    if (!next || get().items.length >= MAX_INPUTS) return
    get().dismissRefused(next.key)
    void take([next.file], late)
  }

  return {
    items: mergeInputs([], snapshot.inputs, newKey),
    refused: [],
    inputsError: null,
    foreignItems: null,
    prepareFiles: () => uploads.prepare(),
    addFiles: (files) => {
      const { taken, refused, late } = sortFiles(files, MAX_INPUTS - get().items.length, newKey)
      set({ refused: [...get().refused, ...refused] })
      void take(taken, late).then(() => get().recallFrom(files.filter((file) => !checkFile(file))))
    },
    addUrl: async (signal, url) => {
      if (get().items.length >= MAX_INPUTS) return TOO_MANY
      try {
        const uploaded = await uploads.sendUrl(signal, url)
        const key = newKey()
        set({
          items: [...get().items, waitingItem(key, uploaded.name, uploaded.image.bytes)],
        })
        finish(key, uploaded)
        return undefined
      } catch (error) {
        return toReport(error).message
      }
    },
    removeInput: (key) => {
      const item = get().items.find((other) => other.key === key)
      works.get(key)?.controller.abort()
      drop(key)
      if (item && isReady(item)) void save()
    },
    retryUpload: (key) => {
      const work = works.get(key)
      if (!work) return
      change(key, (item) =>
        isReady(item) ? item : { ...item, state: 'waiting', sentBytes: 0, sizeBytes: work.file.size },
      )
      const again = start(key, work.file, work.late)
      again.sending = send(key, again)
    },
    cancelUploads: () => {
      for (const item of get().items) if (!isReady(item)) get().removeInput(item.key)
    },
    moveInput: (key, to) => {
      set({ items: moveItem(get().items, key, to) })
      void save()
    },
    replacePrimary: (input) => {
      const others = get().items.filter((item) => !isReady(item) || item.input.imageId !== input.imageId)
      const primary = others.find(isReady)
      const wasThere = others.length < get().items.length
      const rest = wasThere ? others : others.filter((item) => item !== primary)
      get().replaceInputs([{ state: 'ready', key: newKey(), name: input.name, input }, ...rest])
    },
    replaceInputs: (items) => {
      replaceItems([...items])
      void save()
    },
    dismissRefused: (key) => set({ refused: get().refused.filter((file) => file.key !== key) }),
    dismissAllRefused: () => set({ refused: [] }),
    whenUploaded: async () => {
      const coming = get()
        .items.filter(isOnItsWay)
        .map(({ key }) => key)
      while (get().items.some(isOnItsWay)) await Promise.all([...works.values()].map((work) => work.sending))
      const left = new Set([...doubles, ...get().items.map(({ key }) => key)])
      return coming.every((key) => left.has(key))
    },
    resendInputs: () => {
      if (get().inputsError) void save()
    },
    applyInputs: (inputs) => {
      if (!save.holdsBack(inputs)) showForeign(inputs)
    },
  }
}
