import { redirect } from 'next/navigation'
import { servicesForPage } from '@/app/page-services'
import { latestOrNewProject } from '@/lib/history/project-records.server'

export const dynamic = 'force-dynamic'

/** Leads to the latest project, or to a new one on a first visit. */
export default async function Page() {
  const { database } = await servicesForPage('/')
  redirect(`/projects/${await latestOrNewProject(database.db)}`)
}
