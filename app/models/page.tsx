import type { Metadata } from 'next'
import { servicesForPage } from '@/app/page-services'
import { checkModelAgain } from '@/app/projects/[projectId]/actions'
import { ModelList } from '@/components/models/model-list'
import { TopBar } from '@/components/ui/top-bar'
import { MODELS } from '@/lib/models/catalogue'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Models' }

export default async function Page() {
  const { availability, sessions } = await servicesForPage('/models')
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar current="/models" canSignOut={sessions.isOn} />
      <ModelList cards={MODELS} availability={await availability()} onCheckAgain={checkModelAgain} />
    </div>
  )
}
