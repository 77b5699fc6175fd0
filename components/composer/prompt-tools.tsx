'use client'

import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { BookMarked } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'

const promptDialog = createPart(() => import('@/components/composer/prompt-dialog'))

/** Opens what was put by. */
export function PromptTools() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        label="Saved prompts and templates"
        icon={<BookMarked />}
        aria-haspopup="dialog"
        className="mt-0.5"
        onClick={() => setOpen(true)}
      />
      {isOpen && <OnDemand part={promptDialog} given={{ onClose: () => setOpen(false) }} />}
    </>
  )
}
