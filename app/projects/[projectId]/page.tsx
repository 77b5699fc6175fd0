import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import * as actions from '@/app/projects/[projectId]/actions'
import { Studio } from '@/components/studio/studio'
import { AppError } from '@/lib/errors'
import { readSnapshot } from '@/lib/history/snapshot.server'
import { MODELS } from '@/lib/models/catalogue'
import { getServices } from '@/lib/services.server'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ projectId: string }> }

/** Read once for the title and the page. */
const load = cache(async (projectId: string) => {
  if (!z.uuid().safeParse(projectId).success) notFound()
  const { database, availability } = getServices()
  try {
    return await readSnapshot(database.db, projectId, await availability())
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).projectId)).project.name }
}

export default async function Page({ params }: Props) {
  const snapshot = await load((await params).projectId)
  return <Studio key={snapshot.project.id} snapshot={snapshot} cards={MODELS} commands={{ ...actions }} />
}
