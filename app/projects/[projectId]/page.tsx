import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import * as z from 'zod'
import { servicesForPage } from '@/app/page-services'
import * as actions from '@/app/projects/[projectId]/actions'
import { Studio } from '@/components/studio/studio'
import { isAppError } from '@/lib/errors'
import { readSnapshot } from '@/lib/history/outline/snapshot.server'
import { MODELS } from '@/lib/models/catalogue'
import { orderModels } from '@/lib/models/model-groups'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ projectId: string }> }

/** Read once for the title and the page. */
const load = cache(async (projectId: string) => {
  if (!z.uuid().safeParse(projectId).success) notFound()
  const { database, outlines, availability, sessions } = await servicesForPage(`/projects/${projectId}`)
  try {
    const snapshot = await readSnapshot({ db: database.db, outlines }, projectId, await availability())
    return { snapshot, canSignOut: sessions.isOn }
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).projectId)).snapshot.project.name }
}

export default async function Page({ params }: Props) {
  const { snapshot, canSignOut } = await load((await params).projectId)
  return (
    <Studio
      key={snapshot.project.id}
      snapshot={snapshot}
      cards={orderModels(MODELS, snapshot.availability)}
      commands={{ ...actions }}
      canSignOut={canSignOut}
    />
  )
}
