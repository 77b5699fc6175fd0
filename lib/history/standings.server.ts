import 'server-only'
import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Records } from '@/lib/db/connection.server'
import { edits } from '@/lib/db/schema'
import { type Standing, standingSchema } from '@/lib/history/standing'

/**
 * The models of a project: those that were kept most often first. Pictures that were put together here are no model's;
 * what a result that could not be placed on its original kept is not known.
 */
export async function readStandings(db: Pick<Records, 'execute'>, projectId: string): Promise<Standing[]> {
  const { rows } = await db.execute(sql`
    with done as (
      select run_id, model_id, kept, kept_share, cost_usd,
        fidelity #>> '{alignment,reliable}' as is_placed,
        extract(epoch from finished_at - started_at) * 1000 as duration_ms
      from ${edits}
      where project_id = ${projectId} and state = 'succeeded' and deleted_at is null
        and model_id not in ('local/composite', 'local/parts')
    ),
    contests as (
      select run_id from done group by run_id having count(*) > 1 and bool_or(kept)
    )
    select model_id as "modelId",
      count(*)::int as results,
      count(distinct run_id) filter (where run_id in (select run_id from contests))::int as contests,
      count(distinct run_id) filter (where kept and run_id in (select run_id from contests))::int as wins,
      avg(kept_share) filter (where is_placed is distinct from 'false') as "keptShare",
      avg(cost_usd) as "costUsd",
      percentile_cont(0.5) within group (order by duration_ms)::float8 as "durationMs"
    from done
    group by model_id
    order by wins desc, results desc, model_id`)
  return z.array(standingSchema).parse(rows)
}
