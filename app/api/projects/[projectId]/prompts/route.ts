import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { readPrompts } from '@/lib/history/prompt-records.server'

export const dynamic = 'force-dynamic'

/** `GET /api/projects/ID/prompts`: the prompts of a project, the latest first, each once. */
export const GET = reading<{ projectId: string }>(async (_request, { database }, params) =>
  Response.json({ prompts: await readPrompts(database.db, requireProjectId(params)) }),
)
