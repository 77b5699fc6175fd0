'use client'

import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Ellipsis } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'

const projectActions = createPart(() => import('@/components/studio/project-actions'))

/** The button beside the project's name; what it opens is fetched then. */
export function ProjectMenu() {
  const [anchor, setAnchor] = useState<HTMLElement>()
  return (
    <>
      <IconButton
        label="Project actions"
        icon={<Ellipsis />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && <OnDemand part={projectActions} given={{ anchor, onClose: () => setAnchor(undefined) }} />}
    </>
  )
}
