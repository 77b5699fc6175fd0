import { createStore } from 'zustand/vanilla'
import type { StudioEvent } from '@/lib/edits/event'
import type { StudioSnapshot } from '@/lib/edits/view'
import { type ComposerSlice, createComposerSlice } from '@/lib/studio/composer/composer-slice'
import { createRecipeSlice, type RecipeSlice } from '@/lib/studio/composer/recipe-slice'
import { createSavedPromptsSlice } from '@/lib/studio/composer/saved-prompts-slice'
import type { SavedPromptsSlice } from '@/lib/studio/composer/saving-prompts'
import { createPicturesSlice, type PicturesSlice } from '@/lib/studio/downloads/pictures-slice'
import { createProofSlice, type ProofSlice } from '@/lib/studio/downloads/proof-slice'
import { createFidelitySlice } from '@/lib/studio/fidelity/fidelity-slice'
import type { FidelitySlice } from '@/lib/studio/fidelity/fidelity-state'
import type { PassesSlice } from '@/lib/studio/fidelity/passes-counting'
import { createPassesSlice } from '@/lib/studio/fidelity/passes-slice'
import { createHistorySlice, type HistorySlice } from '@/lib/studio/history/history-slice'
import { createMoveSlice } from '@/lib/studio/history/move-slice'
import type { MoveSlice } from '@/lib/studio/history/moving'
import { createSearchSlice, type SearchSlice } from '@/lib/studio/history/search-slice'
import type { StorySlice } from '@/lib/studio/history/story'
import { createStorySlice } from '@/lib/studio/history/story-slice'
import { createInputsSlice, type InputsSlice } from '@/lib/studio/inputs/inputs-slice'
import { type ConnectionSlice, createConnectionSlice } from '@/lib/studio/live/connection-slice'
import { unreached } from '@/lib/studio/live/unreached'
import { createMaskSlice } from '@/lib/studio/masks/mask-slice'
import type { MaskSlice } from '@/lib/studio/masks/masking'
import type { PartsSlice } from '@/lib/studio/masks/parts'
import { createPartsSlice } from '@/lib/studio/masks/parts-slice'
import { createNodesSlice, type NodesSlice } from '@/lib/studio/nodes-slice'
import { createNoticesSlice, type NoticesSlice } from '@/lib/studio/notices-slice'
import { createPreferencesSlice, type PreferencesSlice } from '@/lib/studio/preferences-slice'
import { createProjectSlice, type ProjectSlice } from '@/lib/studio/project-slice'
import type { SelectionSlice } from '@/lib/studio/selection/selecting'
import { createSelectionSlice } from '@/lib/studio/selection/selection-slice'
import type { StudioParts } from '@/lib/studio/slice'
import { createStageSlice, type StageSlice } from '@/lib/studio/stage/stage-slice'

/** All that is on the screen of one project. Each slice says what it needs of the others. */
export type StudioState = ProjectSlice &
  NodesSlice &
  InputsSlice &
  ComposerSlice &
  RecipeSlice &
  StageSlice &
  FidelitySlice &
  MaskSlice &
  SelectionSlice &
  PartsSlice &
  PassesSlice &
  HistorySlice &
  SearchSlice &
  MoveSlice &
  SavedPromptsSlice &
  StorySlice &
  ConnectionSlice &
  NoticesSlice &
  PicturesSlice &
  ProofSlice &
  PreferencesSlice

export type StudioStore = ReturnType<typeof createStudioStore>

/** One store for each open project. It never touches the browser or the network but through its parts. */
export function createStudioStore(parts: StudioParts) {
  return createStore<StudioState>()((set, get) => ({
    ...createProjectSlice(set, get, parts),
    ...createNodesSlice(set, get, parts),
    ...createInputsSlice(set, get, parts),
    ...createComposerSlice(set, get, parts),
    ...createRecipeSlice(set, get, parts),
    ...createStageSlice(set, get, parts),
    ...createFidelitySlice(set, get, parts),
    ...createMaskSlice(set, get, parts),
    ...createSelectionSlice(set, get, parts),
    ...createPartsSlice(set, get, parts),
    ...createPassesSlice(set, get, parts),
    ...createHistorySlice(set, get, parts),
    ...createSearchSlice(set, get, parts),
    ...createMoveSlice(set, get, parts),
    ...createSavedPromptsSlice(set, get, parts),
    ...createStorySlice(set, get, parts),
    ...createConnectionSlice(set, get, parts),
    ...createNoticesSlice(set, get),
    ...createPicturesSlice(set),
    ...createProofSlice(set),
    ...createPreferencesSlice(set, get, parts),
  }))
}

/** Takes in what the server tells. Each event carries the whole new form of its subject: twice changes nothing. */
export function applyEvent(store: StudioStore, event: StudioEvent): void {
  const state = store.getState()
  if (event.type === 'node') state.offerReplay(event.node)
  if (event.type === 'node') state.applyNodes([event.node])
  else if (event.type === 'removed') state.loseNodes(event.nodes)
  else if (event.type === 'inputs') state.applyInputs(event.inputs)
  else if (event.type === 'project') state.applyProject(event.project)
  else if (event.type === 'selection') state.applySelection(event)
  // A newer server may tell of what this page does not know.
  else if (event.type === 'availability') state.applyAvailability(event.availability)
  if (event.type === 'node' || event.type === 'removed') state.searchAgain()
}

/** Takes in everything at once, after an absence that was too long for single events. */
export function applySnapshot(store: StudioStore, snapshot: StudioSnapshot): void {
  const state = store.getState()
  state.applyProject(snapshot.project)
  state.applyAvailability(snapshot.availability)
  state.replaceNodes(snapshot)
  // Of a long history only what stands near the newest node is told: what is shown may not be among it.
  for (const key of state.selected)
    if (!state.isSurrounded(key))
      void state.loadSurroundings(new AbortController().signal, key).catch(unreached)
  state.applyInputs(snapshot.inputs)
  state.resumeAfter(snapshot.lastEventId)
}
