'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DeletedNote } from '@/components/projects/deleted-note'
import { ProjectCard, type ProjectCardView } from '@/components/projects/project-card'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Plus } from '@/components/ui/icons'
import type { StudioCommands } from '@/lib/studio/commands'
import { unreached } from '@/lib/studio/unreached'

type Commands = Pick<StudioCommands, 'createProject' | 'deleteProject' | 'restoreProject'>

/** All projects, the latest first. A deleted one can be brought back while its note stands. */
export function ProjectList({
  projects,
  commands,
}: {
  projects: readonly ProjectCardView[]
  commands: Commands
}) {
  const router = useRouter()
  const [deleted, setDeleted] = useState<ProjectCardView[]>([])
  const [problem, setProblem] = useState<string>()
  const [isCreating, setCreating] = useState(false)
  const shown = projects.filter((project) => !deleted.some(({ id }) => id === project.id))

  const handleCreate = async () => {
    setCreating(true)
    const answer = await commands.createProject().catch(unreached)
    if (answer.ok) return router.push(`/projects/${answer.projectId}`)
    setCreating(false)
    setProblem(answer.error.message)
  }
  const handleDelete = async (project: ProjectCardView) => {
    setProblem(undefined)
    setDeleted((others) => [...others, project])
    const answer = await commands.deleteProject(project.id).catch(unreached)
    if (answer.ok) return
    setDeleted((others) => others.filter(({ id }) => id !== project.id))
    setProblem(answer.error.message)
  }
  const handleUndo = async (project: ProjectCardView) => {
    const answer = await commands.restoreProject(project.id).catch(unreached)
    if (!answer.ok) return setProblem(answer.error.message)
    setDeleted((others) => others.filter(({ id }) => id !== project.id))
    router.refresh()
  }

  return (
    <main className="mx-auto w-full max-w-[1264px] px-8 pt-6 pb-12 max-sm:px-4">
      <div className="mb-4 flex items-end justify-between gap-6">
        <h1 className="text-title">Projects</h1>
        <Button look="strong" icon={<Plus />} isBusy={isCreating} onClick={() => void handleCreate()}>
          New project
        </Button>
      </div>
      <div className="empty:hidden mb-4">{problem && <Alert>{problem}</Alert>}</div>
      {shown.length === 0 ? (
        <p className="text-body text-ink-3">
          No projects. A new one starts empty and keeps everything made in it.
        </p>
      ) : (
        <ul aria-label="Projects" className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-3">
          {shown.map((project) => (
            <ProjectCard key={project.id} project={project} onDelete={() => void handleDelete(project)} />
          ))}
        </ul>
      )}
      <DeletedNote projects={deleted} onUndo={(project) => void handleUndo(project)} />
    </main>
  )
}
