import { changing, reading } from '@/app/api/handle'
import { AppError } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/** Addresses that do not exist are refused as everything else here: the framework would answer with a page. */
const refuse = async (): Promise<never> => {
  throw new AppError('not_found')
}

export const GET = reading(refuse)
export const POST = changing(refuse)
export const PUT = changing(refuse)
export const DELETE = changing(refuse)
