'use client'

import { useEffect, useRef, useState } from 'react'
import { useStudio } from '@/components/ui/studio-provider'
import { type EditState, STATE_WORDS } from '@/lib/edits/state'
import type { StagePane } from '@/lib/studio/stage/scene'
import { findShownModel } from '@/lib/studio/stage/shown-model'

/** Says every change of state of what stands on the stage. */
export function StageAnnouncer({ panes }: { panes: readonly StagePane[] }) {
  const cards = useStudio((state) => state.cards)
  const known = useRef(new Map<string, EditState>())
  const [said, setSaid] = useState('')
  useEffect(() => {
    const news = panes.flatMap(({ edit, veil }) => {
      if (!edit || known.current.get(edit.id) === edit.state) return []
      const isFirst = !known.current.has(edit.id)
      known.current.set(edit.id, edit.state)
      const name = veil ? `Result ${veil}` : (findShownModel(cards, edit.modelId)?.name ?? edit.modelId)
      return isFirst ? [] : [`${name}: ${STATE_WORDS[edit.state]}`]
    })
    if (news.length > 0) setSaid(news.join('. '))
  }, [panes, cards])
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
