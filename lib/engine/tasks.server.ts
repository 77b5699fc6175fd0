import 'server-only'
import { type EditJob, type EditResult, runEdit } from './engine.server'
import { lookAhead, selectAt } from './select.server'

/** What `engine.edit` takes and gives, as it crosses to a worker thread and back. */
export type EngineRequest = EditJob
export type EngineAnswer = EditResult

/** The engine's tasks for the table of the worker threads. */
export const engineTasks = { 'engine.edit': runEdit, 'engine.select': selectAt, 'engine.look': lookAhead }
