import type { CompositeRequest } from '@/lib/edits/composite-request'
import type { PartsRequest } from '@/lib/edits/parts-request'
import type { Recipe, RecipeView } from '@/lib/edits/recipe'
import type { ReplayRequest } from '@/lib/edits/replay'
import type { RunInput, RunRequestDraft } from '@/lib/edits/run-request'
import type { FoundSelection, SelectionRequest } from '@/lib/edits/selection'
import type { Spending } from '@/lib/edits/spending'
import type { EditView, InputView, NodeRef, ProjectView, StudioSnapshot } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'

import type { FidelityReport } from '@/lib/fidelity/report-schema'
import type { RecipeOrigin } from '@/lib/history/recipe-file'
import type { SavedPrompt } from '@/lib/history/saved-prompt'
import type { Standing } from '@/lib/history/standing'
import type { Availabilities } from '@/lib/models/availability'

/** An action never throws what the user should read. */
export type Answer<Value = object> = ({ ok: true } & Value) | { ok: false; error: ErrorReport }

/**
 * Every command that the studio can give, each a server action. They answer within milliseconds and never wait for a
 * provider; what follows arrives as events. Components get them as props through the studio's context.
 */
export type StudioCommands = {
  /** Everything anew, for a browser that missed too much. */
  loadSnapshot(projectId: string): Promise<Answer<{ snapshot: StudioSnapshot }>>
  /** Replaces the ordered list of inputs; images new to the project become roots of its history. */
  setInputs(projectId: string, inputs: RunInput[]): Promise<Answer<{ inputs: InputView[] }>>
  startRun(request: RunRequestDraft): Promise<Answer<{ runId: string; edits: EditView[] }>>
  /** The same recipe once more, as a sibling; `newSeed` draws another seed. */
  runAgain(
    editId: string,
    clientKey: string,
    newSeed: boolean,
  ): Promise<Answer<{ runId: string; edits: EditView[] }>>
  /** The recipes of a branch once more, in their order, on each of the inputs. */
  startReplay(request: ReplayRequest): Promise<Answer<{ runId: string; edits: EditView[] }>>
  cancelEdit(editId: string): Promise<Answer>
  /** Sends a failed, cancelled or unknown edit again: the user's own decision, as it may cost again. */
  retryEdit(editId: string): Promise<Answer>
  /** Asks what became of an edit whose outcome is unknown; nothing is sent again. */
  checkEdit(editId: string): Promise<Answer>
  /** Lays an edit whose outcome is unknown aside, as failed. */
  dismissEdit(editId: string): Promise<Answer>
  /** What the project and this day cost so far. */
  loadSpending(projectId: string): Promise<Answer<{ spending: Spending }>>
  /** Takes the nodes and all under them out of the tree; answers with everything that went, for Undo. */
  deleteNodes(projectId: string, nodes: NodeRef[]): Promise<Answer<{ removed: NodeRef[] }>>
  restoreNodes(projectId: string, nodes: NodeRef[]): Promise<Answer>
  /** Moves the nodes and all under them to another project, a new one when `toId` is null. */
  moveNodes(
    projectId: string,
    toId: string | null,
    nodes: NodeRef[],
  ): Promise<Answer<{ projectId: string; moved: NodeRef[]; made: NodeRef[] }>>
  /** The projects by name, the one worked on last first. */
  loadProjects(): Promise<Answer<{ projects: ProjectView[] }>>
  starNode(projectId: string, node: NodeRef, starred: boolean): Promise<Answer>
  /** A title of null brings back the name that the node has by itself. */
  renameNode(projectId: string, node: NodeRef, title: string | null): Promise<Answer>
  /** Marks the winner of a run. */
  keepEdit(editId: string, kept: boolean): Promise<Answer>
  /** What an edit changed; null while it is being measured (older edits are measured when this is asked first). */
  loadFidelity(editId: string): Promise<Answer<{ report: FidelityReport | null }>>
  /** Keeps everything outside the mask exactly as it was in the original, as a new node under the edit. */
  startComposite(request: CompositeRequest): Promise<Answer<{ runId: string; edits: EditView[] }>>
  /** What was pointed at in a picture; null while a worker looks: then an event tells. */
  findSelection(request: SelectionRequest): Promise<Answer<{ found: FoundSelection | null }>>
  cancelSelection(id: string): Promise<Answer>
  /** Has a picture looked at in which something is about to be pointed at: the first click then is as quick as the next. */
  lookAhead(imageId: string): Promise<Answer>
  /** How the models did in the project so far. */
  loadStandings(projectId: string): Promise<Answer<{ standings: Standing[] }>>
  /** Puts areas of several results of one original together, as a new node beside them. */
  startParts(request: PartsRequest): Promise<Answer<{ runId: string; edits: EditView[] }>>
  loadRecipe(editId: string): Promise<Answer<{ recipe: RecipeView }>>
  /** Reads the recipe that a picture brought along; `origin` is where this instance has that picture, or null. */
  openRecipe(
    projectId: string,
    text: string,
  ): Promise<Answer<{ recipe: Recipe; origin: RecipeOrigin | null }>>
  loadSavedPrompts(): Promise<Answer<{ prompts: SavedPrompt[] }>>
  /** Puts a prompt by under a name, for all projects. */
  savePrompt(prompt: Omit<SavedPrompt, 'id'>): Promise<Answer<{ prompt: SavedPrompt }>>
  forgetPrompt(id: string): Promise<Answer>
  createProject(): Promise<Answer<{ projectId: string }>>
  renameProject(projectId: string, name: string): Promise<Answer>
  deleteProject(projectId: string): Promise<Answer>
  restoreProject(projectId: string): Promise<Answer>
  /** Lifts what this instance was told about a model (a 404, a deprecation): the next run asks the vendor again. */
  checkModelAgain(modelId: string): Promise<Answer<{ availability: Availabilities }>>
}
