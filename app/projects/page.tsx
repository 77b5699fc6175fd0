import type { Metadata } from 'next'
import { servicesForPage } from '@/app/page-services'
import { createProject, deleteProject, restoreProject } from '@/app/projects/[projectId]/actions'
import { ProjectList } from '@/components/projects/project-list'
import { TopBar } from '@/components/ui/top-bar'
import { listProjects } from '@/lib/history/project-records.server'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Projects' }

export default async function Page() {
  const { database, sessions } = await servicesForPage('/projects')
  const projects = await listProjects(database.db)
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar current="/projects" canSignOut={sessions.isOn} />
      <ProjectList projects={projects} commands={{ createProject, deleteProject, restoreProject }} />
    </div>
  )
}
