import 'server-only'
import { sql } from 'drizzle-orm'
import { attempts, edits } from '@/lib/db/schema'
import type { Writer } from '@/lib/edits/event-records.server'
import { formatUsd } from '@/lib/edits/run-plan'
import { AppError } from '@/lib/errors'

/** Any fixed number: two runs that start at the same moment must not both see the same money left. */
const SPENDING_LOCK = 4_711_202_612

/**
 * What today's requests cost (UTC), and what is asked for and not sent yet, in US dollars. What is not known yet counts
 * by its estimate; unknown prices cannot be counted.
 */
export async function spentToday(writer: Pick<Writer, 'execute'>): Promise<number> {
  const { rows } = await writer.execute<{ usd: number }>(sql`
    select (
      (select coalesce(sum(case
          when ${attempts.costUsd} is not null then ${attempts.costUsd}
          when ${attempts.failure} ->> 'billed' = 'no' then 0
          else coalesce(${attempts.estimateUsd}, 0) end), 0)
        from ${attempts} where ${attempts.startedAt} >= date_trunc('day', now() at time zone 'utc') at time zone 'utc')
      + (select coalesce(sum(${edits.estimateUsd}), 0) from ${edits} where ${edits.state} in ('queued', 'preparing'))
    )::float8 as usd`)
  return rows[0]?.usd ?? 0
}

/**
 * Refuses what would go over the limit of the day, in the caller's transaction.
 * @throws AppError `spend_limit_reached`, with the amounts
 */
export async function checkSpending(
  writer: Writer,
  limitUsd: number | undefined,
  neededUsd: number,
): Promise<void> {
  if (limitUsd === undefined || neededUsd === 0) return
  await writer.execute(sql`select pg_advisory_xact_lock(${SPENDING_LOCK})`)
  const spentUsd = await spentToday(writer)
  if (spentUsd + neededUsd <= limitUsd) return
  throw new AppError(
    'spend_limit_reached',
    `This needs about ${formatUsd(neededUsd)}; ${formatUsd(spentUsd)} of ${formatUsd(limitUsd)} are spent today. Raise DAILY_SPEND_LIMIT_USD or wait until tomorrow.`,
  )
}
