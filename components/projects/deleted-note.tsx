'use client'

import type { ProjectCardView } from '@/components/projects/project-card'
import { Button } from '@/components/ui/button'

/** What was deleted on this page, each with its way back, until the page is left. */
export function DeletedNote({
  projects,
  onUndo,
}: {
  projects: readonly ProjectCardView[]
  onUndo: (project: ProjectCardView) => void
}) {
  return (
    <div
      role="region"
      aria-label="Notices"
      aria-live="polite"
      className="fixed right-4 bottom-4 flex max-w-[calc(100vw-32px)] flex-col items-end gap-2"
    >
      {projects.map((project) => (
        <div
          key={project.id}
          className="flex min-h-10 max-w-full items-center gap-3 rounded-3 bg-raised pr-1.5 pl-3 shadow-lift-2"
        >
          <span className="truncate">Deleted “{project.name}”</span>
          <Button look="dim" size="small" onClick={() => onUndo(project)}>
            Undo
          </Button>
        </div>
      ))}
    </div>
  )
}
