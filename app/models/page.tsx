import type { Metadata } from 'next'
import { checkModelAgain } from '@/app/projects/[projectId]/actions'
import { ModelList } from '@/components/models/model-list'
import { TopBar } from '@/components/ui/top-bar'
import { MODELS } from '@/lib/models/catalogue'
import { getServices } from '@/lib/services.server'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Models' }

export default async function Page() {
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar current="/models" />
      <ModelList
        cards={MODELS}
        availability={await getServices().availability()}
        onCheckAgain={checkModelAgain}
      />
    </div>
  )
}
