'use server'

import * as z from 'zod'
import { act } from '@/app/projects/[projectId]/act'
import { compositeRequestSchema } from '@/lib/edits/composite-request'
import { readReport } from '@/lib/edits/fidelity-records.server'
import { partsRequestSchema } from '@/lib/edits/parts-request'
import { readRecipe } from '@/lib/edits/recipe-records.server'
import { replayRequestSchema } from '@/lib/edits/replay'
import { runAgain as again } from '@/lib/edits/run-again.server'
import { runInputSchema, runRequestSchema } from '@/lib/edits/run-request'
import { selectionRequestSchema } from '@/lib/edits/selection'
import { readSpending } from '@/lib/edits/spending.server'
import { startComposite as compose } from '@/lib/edits/start-composite.server'
import { startParts as composeParts } from '@/lib/edits/start-parts.server'
import { startReplay as replay } from '@/lib/edits/start-replay.server'
import { nodeRefSchema } from '@/lib/edits/view'
import { AppError, type ErrorCode } from '@/lib/errors'
import { startNamedRun as start } from '@/lib/history/first-run.server'
import * as inputRecords from '@/lib/history/input-records.server'
import { moveNodes as move } from '@/lib/history/move-nodes.server'
import * as nodeRecords from '@/lib/history/node-records.server'
import { readSnapshot } from '@/lib/history/outline/snapshot.server'
import * as projectRecords from '@/lib/history/project-records.server'
import { RECIPE_TEXT_MAX_LENGTH } from '@/lib/history/recipe-file'
import { openRecipeText } from '@/lib/history/recipe-file.server'
import { savedPromptSchema } from '@/lib/history/saved-prompt'
import * as savedPrompts from '@/lib/history/saved-prompts.server'
import { readStandings } from '@/lib/history/standings.server'
import { MAX_INPUTS } from '@/lib/images/limits'
import { imageIdSchema } from '@/lib/images/record'
import { cancelEdits, cancelProject, STILL_FETCHED } from '@/lib/jobs/cancellation.server'
import * as doubt from '@/lib/jobs/doubtful-edit.server'
import * as selections from '@/lib/jobs/find-selection.server'
import { enqueueMeasuring } from '@/lib/jobs/queue.server'
import { retryEdit as retry } from '@/lib/jobs/retry-edit.server'
import type { StudioCommands } from '@/lib/studio/commands'

/** The commands of the studio (`lib/studio/commands.ts`): each validates, writes and answers; none waits for a model. */

const id = z.uuid()
const nodes = z.array(nodeRefSchema).max(10_000)
/** An action that waits for a storage that does not answer keeps all others of its browser waiting. */
const ASKING_MS = 5_000

export const loadSnapshot: StudioCommands['loadSnapshot'] = async (projectId) =>
  act(id, projectId, async ({ database, outlines, availability }, project) => ({
    snapshot: await readSnapshot({ db: database.db, outlines }, project, await availability()),
  }))

export const setInputs: StudioCommands['setInputs'] = async (projectId, inputs) =>
  act(
    z.tuple([id, z.array(runInputSchema).max(MAX_INPUTS, 'too_many_files' satisfies ErrorCode)]),
    [projectId, inputs],
    async ({ database }, [project, chosen]) => ({
      inputs: await inputRecords.setInputs(database.db, project, chosen),
    }),
  )

export const startRun: StudioCommands['startRun'] = async (request) =>
  act(runRequestSchema, request, (services, asked) => start(services.runs, asked))

export const runAgain: StudioCommands['runAgain'] = async (editId, clientKey, newSeed) =>
  act(z.tuple([id, id, z.boolean()]), [editId, clientKey, newSeed], (services, asked) =>
    again(services.runs, ...asked),
  )

export const startReplay: StudioCommands['startReplay'] = async (request) =>
  act(replayRequestSchema, request, (services, asked) => replay(services.runs, asked))

export const cancelEdit: StudioCommands['cancelEdit'] = async (editId) =>
  act(id, editId, async ({ database }, edit) => {
    const [goesOn] = await cancelEdits(database.db, [edit])
    if (goesOn) throw new AppError('conflict', STILL_FETCHED)
  })

export const retryEdit: StudioCommands['retryEdit'] = async (editId) =>
  act(id, editId, async ({ database, runs }, edit) => {
    await retry(database.db, edit, runs.dailyLimitUsd)
  })

export const checkEdit: StudioCommands['checkEdit'] = async (editId) =>
  act(id, editId, async ({ database }, edit) => {
    await doubt.checkEdit(database.db, edit)
  })

export const dismissEdit: StudioCommands['dismissEdit'] = async (editId) =>
  act(id, editId, async ({ database }, edit) => {
    await doubt.dismissEdit(database.db, edit)
  })

export const loadSpending: StudioCommands['loadSpending'] = async (projectId) =>
  act(id, projectId, async ({ database, runs }, project) => ({
    spending: await readSpending(database.db, project, runs.dailyLimitUsd),
  }))

export const deleteNodes: StudioCommands['deleteNodes'] = async (projectId, chosen) =>
  act(z.tuple([id, nodes]), [projectId, chosen], async ({ database }, [project, refs]) => {
    const removed = await nodeRecords.deleteNodes(database.db, project, refs)
    await cancelEdits(
      database.db,
      removed.flatMap((node) => (node.kind === 'edit' ? node.id : [])),
    )
    return { removed }
  })

export const restoreNodes: StudioCommands['restoreNodes'] = async (projectId, chosen) =>
  act(z.tuple([id, nodes]), [projectId, chosen], async ({ database }, [project, refs]) => {
    await nodeRecords.restoreNodes(database.db, project, refs)
  })

export const moveNodes: StudioCommands['moveNodes'] = async (projectId, toId, chosen) =>
  act(
    z.tuple([id, id.nullable(), nodes.min(1)]),
    [projectId, toId, chosen],
    async ({ database: { db } }, [project, target, refs]) => {
      const to = target ?? (await projectRecords.createProject(db))
      return { projectId: to, ...(await move(db, project, to, refs)) }
    },
  )

export const loadProjects: StudioCommands['loadProjects'] = async () =>
  act(z.undefined(), undefined, async ({ database }) => ({
    projects: (await projectRecords.listProjects(database.db)).map(({ id, name }) => ({ id, name })),
  }))

export const starNode: StudioCommands['starNode'] = async (projectId, node, starred) =>
  act(z.tuple([id, nodeRefSchema, z.boolean()]), [projectId, node, starred], async ({ database }, asked) => {
    await nodeRecords.starNode(database.db, ...asked)
  })

export const renameNode: StudioCommands['renameNode'] = async (projectId, node, title) =>
  act(
    z.tuple([
      id,
      nodeRefSchema,
      z.string().trim().min(1).max(projectRecords.PROJECT_NAME_MAX_LENGTH).nullable(),
    ]),
    [projectId, node, title],
    async ({ database }, asked) => {
      await nodeRecords.renameNode(database.db, ...asked)
    },
  )

export const keepEdit: StudioCommands['keepEdit'] = async (editId, kept) =>
  act(z.tuple([id, z.boolean()]), [editId, kept], async ({ database }, asked) => {
    await nodeRecords.keepEdit(database.db, ...asked)
  })

export const loadFidelity: StudioCommands['loadFidelity'] = async (editId) =>
  act(id, editId, async ({ database }, edit) => {
    const report = await readReport(database.db, edit)
    if (!report) await enqueueMeasuring(database.db, edit)
    return { report }
  })

export const startComposite: StudioCommands['startComposite'] = async (request) =>
  act(compositeRequestSchema, request, (services, asked) => compose(services.runs, asked))

export const findSelection: StudioCommands['findSelection'] = async (request) =>
  act(selectionRequestSchema, request, async ({ database: { db }, storage, images }, asked) => ({
    found: await selections.askSelection(AbortSignal.timeout(ASKING_MS), { db, storage, images }, asked),
  }))

export const lookAhead: StudioCommands['lookAhead'] = async (imageId) =>
  act(imageIdSchema, imageId, async ({ database: { db }, images }, picture) => {
    await selections.askLook({ db, images }, picture)
  })

export const cancelSelection: StudioCommands['cancelSelection'] = async (searchId) =>
  act(id, searchId, async ({ database }, search) => {
    await selections.cancelSelection(database.db, search)
  })

export const loadStandings: StudioCommands['loadStandings'] = async (projectId) =>
  act(id, projectId, async ({ database }, project) => ({
    standings: await readStandings(database.db, project),
  }))

export const startParts: StudioCommands['startParts'] = async (request) =>
  act(partsRequestSchema, request, (services, asked) => composeParts(services.runs, asked))

export const loadRecipe: StudioCommands['loadRecipe'] = async (editId) =>
  act(id, editId, async ({ database }, edit) => ({ recipe: await readRecipe(database.db, edit) }))

export const openRecipe: StudioCommands['openRecipe'] = async (projectId, text) =>
  act(
    z.tuple([id, z.string().max(RECIPE_TEXT_MAX_LENGTH)]),
    [projectId, text],
    async ({ database }, asked) => {
      const { file, origin } = await openRecipeText(database.db, ...asked)
      return { recipe: file.recipe, origin }
    },
  )

export const loadSavedPrompts: StudioCommands['loadSavedPrompts'] = async () =>
  act(z.undefined(), undefined, async ({ database }) => ({
    prompts: await savedPrompts.listSavedPrompts(database.db),
  }))

export const savePrompt: StudioCommands['savePrompt'] = async (prompt) =>
  act(savedPromptSchema, prompt, async ({ database }, given) => ({
    prompt: await savedPrompts.savePrompt(database.db, given),
  }))

export const forgetPrompt: StudioCommands['forgetPrompt'] = async (promptId) =>
  act(id, promptId, async ({ database }, prompt) => {
    await savedPrompts.forgetPrompt(database.db, prompt)
  })

export const createProject: StudioCommands['createProject'] = async () =>
  act(z.undefined(), undefined, async ({ database }) => ({
    projectId: await projectRecords.createProject(database.db),
  }))

export const renameProject: StudioCommands['renameProject'] = async (projectId, name) =>
  act(
    z.tuple([id, z.string().trim().min(1).max(projectRecords.PROJECT_NAME_MAX_LENGTH)]),
    [projectId, name],
    async ({ database }, asked) => {
      await projectRecords.renameProject(database.db, ...asked)
    },
  )

export const deleteProject: StudioCommands['deleteProject'] = async (projectId) =>
  act(id, projectId, async ({ database }, project) => {
    await projectRecords.deleteProject(database.db, project)
    await cancelProject(database.db, project)
  })

export const restoreProject: StudioCommands['restoreProject'] = async (projectId) =>
  act(id, projectId, async ({ database }, project) => {
    await projectRecords.restoreProject(database.db, project)
  })

export const checkModelAgain: StudioCommands['checkModelAgain'] = async (modelId) =>
  act(z.string().max(200), modelId, async ({ notices, availability }, model) => {
    await notices.lift(model)
    return { availability: await availability() }
  })
