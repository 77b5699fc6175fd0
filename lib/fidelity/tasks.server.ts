import 'server-only'
import { reportFiles } from './comparison.server'
import { compositeFiles, proveFiles } from './composite-files.server'
import { composeParts } from './parts-files.server'

/** What the worker threads do for this folder; payloads and answers can be cloned, files are named by path or by bytes. */
export const fidelityTasks = {
  'fidelity.report': reportFiles,
  'fidelity.composite': compositeFiles,
  'fidelity.prove': proveFiles,
  'fidelity.parts': composeParts,
}
