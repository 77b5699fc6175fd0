'use client'

import { useCallback, useState } from 'react'
import { History } from '@/components/history/history'
import { Inputs } from '@/components/inputs/inputs'
import { Inspector } from '@/components/inspector/inspector'
import { Stage } from '@/components/stage/stage'
import { ConnectionBanner } from '@/components/studio/connection-banner'
import { Dock } from '@/components/studio/dock'
import { Drawer } from '@/components/studio/drawer'
import { PageFiles } from '@/components/studio/page-files'
import { PhoneMenu } from '@/components/studio/phone-menu'
import { ProjectMenu } from '@/components/studio/project-menu'
import { ProjectName } from '@/components/studio/project-name'
import { Toasts } from '@/components/studio/toasts'
import { useDrawers } from '@/components/studio/use-drawers'
import { useStudioKeys } from '@/components/studio/use-studio-keys'
import { useStudioSetup } from '@/components/studio/use-studio-setup'
import { IconButton } from '@/components/ui/icon-button'
import { CircleHelp, PanelLeft, PanelRight } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { StudioProvider, useStudio } from '@/components/ui/studio-provider'
import { TopBar } from '@/components/ui/top-bar'
import type { StudioSnapshot } from '@/lib/edits/view'
import type { ModelCard } from '@/lib/models/card'
import type { StudioCommands } from '@/lib/studio/commands'

const firstVisit = createPart(() => import('@/components/studio/first-visit'))
const picturesDialog = createPart(() => import('@/components/inspector/pictures-dialog'))
const storyDialog = createPart(() => import('@/components/inspector/story-dialog'))
const shortcutsDialog = createPart(() => import('@/components/studio/shortcuts-dialog'))
const urlDialog = createPart(() => import('@/components/inputs/url-dialog'))

type StudioProps = {
  snapshot: StudioSnapshot
  cards: readonly ModelCard[]
  commands: StudioCommands
  /** Whether this instance asks for a password. */
  canSignOut: boolean
}

/** The whole studio of one project. The server gives everything that it needs to draw itself. */
export function Studio({ snapshot, cards, commands, canSignOut }: StudioProps) {
  const store = useStudioSetup(snapshot, cards, commands)
  return (
    <StudioProvider store={store}>
      <Screen canSignOut={canSignOut} />
    </StudioProvider>
  )
}

function Screen({ canSignOut }: { canSignOut: boolean }) {
  const { opened, open, close, reveal } = useDrawers()
  const storyKey = useStudio((state) => state.storyKey)
  const picturesAsked = useStudio((state) => state.picturesAsked)
  const [coveredPx, setCoveredPx] = useState(112)
  const isEmpty = useStudio((state) => state.items.length === 0 && state.outline.size === 0)
  const isCovered = opened === 'left' || opened === 'right'
  useStudioKeys(useCallback(() => open('shortcuts'), [open]))
  return (
    <div className="flex h-dvh flex-col overflow-clip">
      <div inert={isCovered} className="contents">
        <TopBar
          hasMenu
          canSignOut={canSignOut}
          before={
            <span className="lg:hidden">
              <IconButton label="Inputs and history" icon={<PanelLeft />} onClick={() => open('left')} />
            </span>
          }
          tools={
            <>
              <span className="max-sm:hidden">
                <IconButton
                  label="Keyboard shortcuts"
                  icon={<CircleHelp />}
                  onClick={() => open('shortcuts')}
                />
              </span>
              <span className="lg:hidden">
                <IconButton label="Details" icon={<PanelRight />} onClick={() => open('right')} />
              </span>
            </>
          }
        >
          <ProjectName />
          <ProjectMenu />
        </TopBar>
        <ConnectionBanner />
      </div>
      <main className="grid min-h-0 flex-1 grid-cols-[240px_minmax(0,1fr)_288px] max-lg:grid-cols-1">
        <Drawer side="left" label="Inputs and history" isOpen={opened === 'left'} onClose={close}>
          <Inputs />
          <History />
          <PhoneMenu canSignOut={canSignOut} />
        </Drawer>
        <div inert={isCovered} className="@container/stage relative flex min-h-0 min-w-0 flex-col bg-stage">
          <Stage
            clearBottomPx={coveredPx}
            welcome={
              isEmpty ? <OnDemand part={firstVisit} given={{ onAddFromUrl: () => open('url') }} /> : undefined
            }
          />
          <Toasts isCovered={isCovered} />
          <Dock onHeight={setCoveredPx} onDetails={() => open('right')} onMissing={reveal} />
        </div>
        <Drawer side="right" label="Details" isOpen={opened === 'right'} onClose={close}>
          <Inspector />
        </Drawer>
      </main>
      <PageFiles />
      {picturesAsked && <OnDemand part={picturesDialog} given={{ nodes: picturesAsked }} />}
      {storyKey && <OnDemand part={storyDialog} given={{ storyKey }} />}
      {opened === 'shortcuts' && <OnDemand part={shortcutsDialog} given={{ onClose: close }} />}
      {opened === 'url' && <OnDemand part={urlDialog} given={{ onClose: close }} />}
    </div>
  )
}
