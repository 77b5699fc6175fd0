import type { Metadata } from 'next'
import { createProject, deleteProject, restoreProject } from '@/app/projects/[projectId]/actions'
import { ProjectList } from '@/components/projects/project-list'
import { TopBar } from '@/components/ui/top-bar'
import { listProjects } from '@/lib/history/project-records.server'
import { getServices } from '@/lib/services.server'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Projects' }

export default async function Page() {
  const projects = await listProjects(getServices().database.db)
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar current="/projects" />
      <ProjectList projects={projects} commands={{ createProject, deleteProject, restoreProject }} />
    </div>
  )
}
