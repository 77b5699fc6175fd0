import 'server-only'
import { sql } from 'drizzle-orm'
import { attempts, edits } from '@/lib/db/schema'
import type { Writer } from '@/lib/edits/event-records.server'
import { formatUsd } from '@/lib/edits/run-plan'
import type { Spending } from '@/lib/edits/spending'
import { AppError } from '@/lib/errors'

/** Any fixed number: two runs that start at the same moment must not both see the same money left. */
const SPENDING_LOCK = 4_711_202_612

const IS_TODAY = sql`${attempts.startedAt} >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'`

/** What an attempt cost, or by its estimate will have cost while nobody knows. */
const COST = sql`case
  when ${attempts.costUsd} is not null then ${attempts.costUsd}
  when ${attempts.failure} ->> 'billed' = 'no' then 0
  else ${attempts.estimateUsd} end`

/**
 * What today's requests cost (UTC), and what is asked for and not sent yet, in US dollars. What is not known yet counts
 * by its estimate; unknown prices cannot be counted.
 */
export async function spentToday(writer: Pick<Writer, 'execute'>): Promise<number> {
  const { rows } = await writer.execute<{ usd: number }>(sql`
    select (
      (select coalesce(sum(${COST}), 0) from ${attempts} where ${IS_TODAY})
      + (select coalesce(sum(${edits.estimateUsd}), 0) from ${edits} where ${edits.state} in ('queued', 'preparing'))
    )::float8 as usd`)
  return rows[0]?.usd ?? 0
}

/** What a project and this day cost, for the screen. */
export async function readSpending(
  db: Pick<Writer, 'execute'>,
  projectId: string,
  dailyLimitUsd?: number,
): Promise<Spending> {
  const isOurs = sql`${attempts.projectId} = ${projectId}`
  const { rows } = await db.execute<
    Record<'projectUsd' | 'projectUnknown' | 'todayUsd' | 'todayUnknown', number>
  >(sql`
    select
      coalesce(sum(${COST}) filter (where ${isOurs}), 0)::float8 as "projectUsd",
      (count(*) filter (where ${isOurs} and ${COST} is null))::int as "projectUnknown",
      coalesce(sum(${COST}) filter (where ${IS_TODAY}), 0)::float8 as "todayUsd",
      (count(*) filter (where ${IS_TODAY} and ${COST} is null))::int as "todayUnknown"
    from ${attempts}`)
  const { projectUsd = 0, projectUnknown = 0, todayUsd = 0, todayUnknown = 0 } = rows[0] ?? {}
  return {
    project: { usd: projectUsd, unknown: projectUnknown },
    today: { usd: todayUsd, unknown: todayUnknown },
    dailyLimitUsd: dailyLimitUsd ?? null,
  }
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
