import type { FoundSelection } from '@/lib/edits/selection'
import type { Place, Pointed, Span } from '@/lib/engine/selection'
import type { ErrorReport } from '@/lib/errors'
import type { Box, Size } from '@/lib/images/raster'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { unreached } from '@/lib/studio/live/unreached'
import {
  findSelection,
  type Search,
  type Selection,
  type SelectionActions,
  type SelectionNeeds,
  type SelectMode,
} from '@/lib/studio/selection/selecting'
import { clickAgain, stepOn } from '@/lib/studio/selection/selection-steps'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

const NOTHING_TO_TAKE_AWAY: ErrorReport = {
  code: 'TARGET_NOT_FOUND',
  message: 'Nothing is selected yet. Click on a thing first.',
}

/** What is done with the tool "Select"; fetched with it. */
export function createSelectionActions(
  set: SetState<SelectionNeeds>,
  get: GetState<SelectionNeeds>,
  { commands, changeMaps, newKey }: Pick<StudioParts, 'commands' | 'changeMaps' | 'newKey'>,
): SelectionActions {
  let reading = new AbortController()
  const waiting: ((hasFound: boolean) => void)[] = []
  const rest = (hasFound: boolean) => {
    for (const go of waiting.splice(0)) go(hasFound)
  }

  const stopSearch = () => {
    const { search } = get()
    if (!search) return
    set({ search: null })
    rest(false)
    void commands.cancelSelection(search.id).catch(unreached)
  }
  /** The shape is drawn when it has come; what is selected is known before. */
  const take = async (search: Search, { box, maskImageId, step }: FoundSelection) => {
    const { imageId, picture, pointed } = search
    reading.abort()
    reading = new AbortController()
    const { signal } = reading
    set({
      search: null,
      selection: { imageId, picture, box, maskImageId, mask: null, pointed, step },
      selectionError: null,
    })
    rest(true)
    const mask = await changeMaps.readMask(signal, maskImageId).catch(() => null)
    const { selection } = get()
    if (!signal.aborted && selection) set({ selection: { ...selection, mask } })
  }
  const look = async (pointed: Pointed) => {
    const primary = findPrimary(get())
    if (!primary) return
    stopSearch()
    const { imageId, image: picture } = primary
    const search = { id: newKey(), imageId, picture, pointed }
    set({ search, selectionError: null })
    const answer = await commands
      .findSelection({ id: search.id, projectId: get().project.id, imageId, pointed })
      .catch(unreached)
    if (get().search?.id !== search.id) return
    if (answer.ok && answer.found) return take(search, answer.found)
    if (!answer.ok) {
      set({ search: null, selectionError: answer.error })
      rest(false)
    }
  }

  return {
    selectBox: (asked) => {
      const primary = findPrimary(get())
      const box = primary && cutBox(asked, primary.image)
      if (!primary || !box) return
      stopSearch()
      reading.abort()
      const { imageId, image: picture } = primary
      const selection = { imageId, picture, box, maskImageId: null, mask: null, pointed: null }
      set({ selection, selectionError: null })
    },
    selectAt: async (place, mode) => {
      const pointed = pointAt(findSelection(get()), place, mode)
      if (pointed) await look(pointed)
      else set({ selectionError: NOTHING_TO_TAKE_AWAY })
    },
    stepSelection: async (by) => {
      const { search } = get()
      const selection = findSelection(get())
      const asked = search?.pointed ?? selection?.pointed
      // What was clicked since is not answered yet: its things are not known.
      if (search && search.pointed.points.at(-1)?.step === undefined) return
      const pointed = asked && selection?.step && stepOn(asked, selection.step, by)
      if (pointed) await look(pointed)
    },
    selectInBox: async () => {
      const selection = findSelection(get())
      if (selection) await look({ points: [], outside: [], box: toSpan(selection) })
    },
    lookAhead: async () => {
      const primary = findPrimary(get())
      // Where that fails the click says why.
      if (primary) await commands.lookAhead(primary.imageId).catch(unreached)
    },
    stopSearch,
    clearSelection: () => {
      stopSearch()
      reading.abort()
      set({ selection: null, selectionError: null })
    },
    applySelection: ({ id, found, error }) => {
      const { search } = get()
      if (search?.id !== id) return
      if (found) return void take(search, found)
      set({ search: null, selectionError: error })
      rest(false)
    },
    whenSelected: async () => !get().search || new Promise<boolean>((resolve) => waiting.push(resolve)),
  }
}

/** Finer than any picture's px that can be hit, and the same for the same click: what was found is found again. */
const rounded = (share: number): number => Math.min(1, Math.max(0, Math.round(share * 1e4) / 1e4))

/** What is pointed at after one more click; undefined where there is nothing to take away from. */
export function pointAt(
  selection: Pick<Selection, 'pointed' | 'step' | 'box' | 'picture'> | undefined,
  { x, y }: Place,
  mode: SelectMode,
): Pointed | undefined {
  const place = { x: rounded(x), y: rounded(y) }
  const again = mode === 'new' && selection ? clickAgain(selection, place) : undefined
  if (again) return again
  if (mode === 'new' || (!selection && mode === 'add')) return { points: [place], outside: [] }
  if (!selection) return undefined
  const before = selection.pointed ?? { points: [], outside: [], area: toSpan(selection) }
  return mode === 'add'
    ? { ...before, points: [...before.points, place] }
    : { ...before, outside: [...before.outside, place] }
}

function toSpan({ box, picture }: { box: Box; picture: Size }): Span {
  const toPlace = (x: number, y: number) => ({
    x: rounded(x / picture.width),
    y: rounded(y / picture.height),
  })
  return { from: toPlace(box.x, box.y), to: toPlace(box.x + box.width, box.y + box.height) }
}

/** Whole px within the picture; undefined when nothing is left. */
export function cutBox(box: Box, picture: Size): Box | undefined {
  const [x, y] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))]
  const right = Math.min(picture.width, Math.round(box.x + box.width))
  const bottom = Math.min(picture.height, Math.round(box.y + box.height))
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined
}
