import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import type { StorageUse } from '@/lib/jobs/storage-use.server'
import { formatBytes } from '@/lib/studio/byte-size'

/** What takes how much room, project by project, and which pictures are damaged. */
export function StorageView({ use }: { use: StorageUse }) {
  const parts = [
    { name: 'Originals', bytes: use.originals, colour: 'bg-ink', help: 'photos as they were added' },
    { name: 'Results', bytes: use.results, colour: 'bg-ink-3', help: 'pictures as the models sent them' },
    {
      name: 'Small copies',
      bytes: use.smallCopies,
      colour: 'bg-line-control',
      help: 'made again when they are missing',
    },
    { name: 'Maps of changes', bytes: use.maps, colour: 'bg-ink-2', help: 'what each edit changed' },
    {
      name: 'Masks and unused',
      bytes: use.others,
      colour: 'bg-ink-3 opacity-60',
      help: 'unused pictures go after a day',
    },
    {
      name: 'Raw answers',
      bytes: use.rawAnswers,
      colour: 'bg-ink opacity-60',
      help: 'kept until their pictures are stored',
    },
    {
      name: 'Database',
      bytes: use.database,
      colour: 'bg-line-control opacity-60',
      help: 'recipes, history and queue',
    },
  ]
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <main className="mx-auto w-full max-w-[880px] px-8 pt-6 pb-12 max-sm:px-4">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <h1 className="text-title">Storage</h1>
        <p className="text-ink-2 text-ui">
          {formatBytes(total)} in use{use.free !== null && `, ${formatBytes(use.free)} free`}
        </p>
      </div>
      <div aria-hidden="true" className="mb-4 flex h-2 gap-px overflow-hidden rounded-full bg-fill">
        {parts.map(({ name, bytes, colour }) => (
          <div key={name} className={colour} style={{ width: `${(bytes / total) * 100}%` }} />
        ))}
      </div>
      <ul aria-label="What takes room" className="mb-8 grid grid-cols-2 gap-x-8 max-sm:grid-cols-1">
        {parts.map(({ name, bytes, colour, help }) => (
          <li key={name} className="flex items-center gap-2 border-line border-b py-2 text-ui">
            <span aria-hidden="true" className={`size-2 rounded-full ${colour}`} />
            <span>{name}</span>
            <span className="min-w-0 flex-1 truncate text-ink-3 text-meta">{help}</span>
            <span className="tabular-nums">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
      <Health use={use} />
      <Projects use={use} />
    </main>
  )
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-8">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-head">{title}</h2>
        <p className="text-ink-3 text-meta">{note}</p>
      </div>
      {children}
    </section>
  )
}

/** Whether the stored pictures are still the ones that were stored. */
function Health({ use: { damaged, pictures, checked } }: { use: StorageUse }) {
  return (
    <Part
      title="Stored pictures"
      note={`${checked} of ${pictures} compared with their hashes; each once a week.`}
    >
      {damaged.length === 0 ? (
        <p className="text-ink-2 text-ui">No damage found.</p>
      ) : (
        <>
          <Alert>
            {damaged.length === 1 ? 'One picture is damaged.' : `${damaged.length} pictures are damaged.`} Add
            the same files again to heal them, or import an export that holds them.
          </Alert>
          <ul className="mt-2">
            {damaged.map(({ imageId, damage, projectId, name }) => (
              <li key={imageId} className="flex items-center gap-3 border-line border-b py-2 text-ui">
                <span className="min-w-0 flex-1 truncate">
                  {projectId ? (
                    <a href={`/projects/${projectId}`} className="rounded-1 hover:underline">
                      {name}
                    </a>
                  ) : (
                    'In no project'
                  )}
                </span>
                <span className="text-failed">
                  {damage === 'missing' ? 'its bytes are gone' : 'its bytes have changed'}
                </span>
                <code className="font-mono text-[11px] text-ink-3">{imageId.slice(0, 12)}…</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}

function Projects({ use: { projects, deletedProjects } }: { use: StorageUse }) {
  const largest = Math.max(1, ...projects.map(({ bytes }) => bytes))
  const deleted =
    deletedProjects === 0
      ? ''
      : ` ${deletedProjects === 1 ? 'A deleted one goes' : `${deletedProjects} deleted ones go`} after a day.`
  return (
    <Part
      title="Projects"
      note={`A picture in several projects is stored once and counted in each.${deleted}`}
    >
      <table className="w-full table-fixed text-ui">
        <thead className="text-left text-ink-3">
          <tr>
            <th className="py-2 font-normal">Project</th>
            <th className="w-24 py-2 text-right font-normal">Pictures</th>
            <th className="w-24 py-2 text-right font-normal">Size</th>
            <th className="w-40 max-sm:hidden">
              <span className="sr-only">Share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {projects.map(({ id, name, pictures, bytes }) => (
            <tr key={id}>
              <th className="truncate border-line border-t py-2 text-left font-normal">
                <a href={`/projects/${id}`} className="rounded-1 hover:underline">
                  {name}
                </a>
              </th>
              <td className="border-line border-t py-2 text-right tabular-nums">{pictures}</td>
              <td className="border-line border-t py-2 text-right tabular-nums">{formatBytes(bytes)}</td>
              <td aria-hidden="true" className="border-line border-t py-2 pl-4 max-sm:hidden">
                <div className="h-1 rounded-full bg-ink-3" style={{ width: `${(bytes / largest) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}
