'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { DeletedNote } from '@/components/projects/deleted-note'
import { ProjectCard, type ProjectCardView } from '@/components/projects/project-card'
import { useExport } from '@/components/projects/use-export'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { HardDrive, Plus, Upload } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useKeptFocus } from '@/components/ui/use-kept-focus'
import type { StudioCommands } from '@/lib/studio/commands'
import { unreached } from '@/lib/studio/live/unreached'

const importDialog = createPart(() => import('@/components/projects/import-dialog'))

/** What takes the focus when the last project is gone. */
const NEW_PROJECT = 'new-project'

type Commands = Pick<StudioCommands, 'createProject' | 'deleteProject' | 'restoreProject'>

/** All projects, the latest first, with the ways in and out of this instance. A deleted one can be brought back while its note stands. */
export function ProjectList({
  projects,
  commands,
}: {
  projects: readonly ProjectCardView[]
  commands: Commands
}) {
  const router = useRouter()
  const list = useRef<HTMLUListElement>(null)
  useKeptFocus(list, NEW_PROJECT)
  const [deleted, setDeleted] = useState<ProjectCardView[]>([])
  const [problem, setProblem] = useState<string>()
  const [isCreating, setCreating] = useState(false)
  const [isImporting, setImporting] = useState(false)
  const { exportingId, exportProject } = useExport(setProblem)
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
      <div className="mb-4 flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-title">Projects</h1>
        <div className="flex flex-wrap items-center justify-end gap-1">
          <a
            href="/projects/storage"
            className="inline-flex h-8 items-center gap-1.5 rounded-2 px-3.5 text-label hover:bg-hover pointer-coarse:min-h-11"
          >
            <HardDrive />
            Storage
          </a>
          <Button size="large" icon={<Upload />} onClick={() => setImporting(true)}>
            Import
          </Button>
          <Button
            id={NEW_PROJECT}
            look="strong"
            icon={<Plus />}
            isBusy={isCreating}
            disabled={isCreating}
            onClick={() => void handleCreate()}
          >
            New project
          </Button>
        </div>
      </div>
      <div className="empty:hidden mb-4">{problem && <Alert>{problem}</Alert>}</div>
      {shown.length === 0 ? (
        <p className="text-body text-ink-3">
          No projects. A new one starts empty and keeps everything made in it.
        </p>
      ) : (
        <ul
          ref={list}
          aria-label="Projects"
          className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-3 max-sm:gap-2"
        >
          {shown.map((project) => (
            <ProjectCard
              key={project.id}
              project={project}
              isExporting={project.id === exportingId}
              onExport={() => void exportProject(project.id)}
              onDelete={() => void handleDelete(project)}
            />
          ))}
        </ul>
      )}
      {isImporting && <OnDemand part={importDialog} given={{ onClose: () => setImporting(false) }} />}
      <DeletedNote projects={deleted} onUndo={(project) => void handleUndo(project)} />
    </main>
  )
}
