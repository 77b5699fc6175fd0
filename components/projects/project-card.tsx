'use client'

import { Ago } from '@/components/projects/ago'
import { Spinner } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Download, Trash2 } from '@/components/ui/icons'

export type ProjectCardView = {
  id: string
  name: string
  /** ISO time of the last change. */
  touchedAt: string
  edits: number
  imageIds: readonly string[]
}

/**
 * A project with its latest pictures, on a phone beside its name, so that many are seen at once. The whole card is its
 * link; Export and Delete stand apart from it.
 */
export function ProjectCard({
  project,
  isExporting,
  onExport,
  onDelete,
}: {
  project: ProjectCardView
  /** The server is getting the export ready. */
  isExporting: boolean
  onExport: () => void
  onDelete: () => void
}) {
  const { id, name, touchedAt, edits, imageIds } = project
  return (
    <li className="group relative flex flex-col max-sm:flex-row overflow-hidden rounded-3 bg-panel shadow-lift-1 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-focus">
      <div className="grid aspect-3/2 max-sm:w-28 max-sm:shrink-0 grid-cols-2 grid-rows-2 gap-px overflow-hidden bg-stage">
        {imageIds.length === 0 && (
          <p className="col-span-2 row-span-2 place-self-center text-ink-3">No pictures yet</p>
        )}
        {imageIds.slice(0, 4).map((imageId, index) => (
          <img
            key={imageId}
            src={`/api/images/${imageId}/thumb`}
            alt=""
            loading="lazy"
            decoding="async"
            className={`size-full min-h-0 min-w-0 object-cover ${spanOf(index, imageIds.length)}`}
          />
        ))}
      </div>
      <div className="flex min-w-0 flex-1 items-center gap-1 py-2 pr-2 pl-3">
        <div className="min-w-0 flex-1">
          <a
            href={`/projects/${id}`}
            className="block truncate text-name outline-none after:absolute after:inset-0"
          >
            {name}
          </a>
          <p className="text-ink-3 text-meta">
            {edits === 1 ? '1 edit' : `${edits} edits`} · <Ago moment={touchedAt} />
          </p>
        </div>
        <IconButton
          label={`Export ${name}`}
          icon={isExporting ? <Spinner /> : <Download />}
          aria-busy={isExporting || undefined}
          disabled={isExporting}
          onClick={onExport}
          className="relative"
        />
        <IconButton label={`Delete ${name}`} icon={<Trash2 />} onClick={onDelete} className="relative" />
      </div>
    </li>
  )
}

/** One picture fills the frame, of two each has half, of three the first stands beside the others. */
function spanOf(index: number, count: number): string {
  if (count === 1) return 'col-span-2 row-span-2'
  if (count === 2) return 'row-span-2'
  return count === 3 && index === 0 ? 'row-span-2' : ''
}
