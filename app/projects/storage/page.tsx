import type { Metadata } from 'next'
import { servicesForPage } from '@/app/page-services'
import { StorageView } from '@/components/projects/storage-view'
import { TopBar } from '@/components/ui/top-bar'
import { readStorageUse } from '@/lib/jobs/storage-use.server'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Storage' }

/** What takes how much room on this instance, and which pictures are damaged. */
export default async function Page() {
  const { database, storage, env, sessions } = await servicesForPage('/projects/storage')
  const folder = env.S3_BUCKET ? undefined : env.DATA_DIR
  const use = await readStorageUse(new AbortController().signal, { db: database.db, storage }, folder)
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar current="/projects" canSignOut={sessions.isOn} />
      <StorageView use={use} />
    </div>
  )
}
