import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import * as z from 'zod'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { toNextPath } from '@/lib/auth/next-path'
import { messageOf } from '@/lib/errors'
import { getServices } from '@/lib/services.server'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Sign in' }

/** Anything else in the address is not ours, and what it says is not shown. */
const querySchema = z.object({
  next: z.string().optional().catch(undefined),
  problem: z.enum(['wrong_password', 'too_many_attempts']).optional().catch(undefined),
})

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: Props) {
  const { next, problem } = querySchema.parse(await searchParams)
  const path = toNextPath(next)
  if (await getServices().sessions.has(await headers())) redirect(path)
  return <SignInForm next={path} problem={problem && messageOf(problem)} />
}
