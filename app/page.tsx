import { redirect } from 'next/navigation'
import { latestOrNewProject } from '@/lib/history/project-records.server'
import { getServices } from '@/lib/services.server'

export const dynamic = 'force-dynamic'

/** Leads to the latest project, or to a new one on a first visit. */
export default async function Page() {
  const { database } = getServices()
  redirect(`/projects/${await latestOrNewProject(database.db)}`)
}
