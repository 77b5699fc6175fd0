'use client'

import { useRef } from 'react'
import { useStudio } from '@/components/ui/studio-provider'
import type { StudioState } from '@/lib/studio/studio-store'

/** Several pieces of the state, as a record or a list: the same object as long as each piece is the same. */
export function usePieces<Pieces extends object>(select: (state: StudioState) => Pieces): Pieces {
  const last = useRef<Pieces>(undefined)
  return useStudio((state) => {
    const next = select(state)
    if (!last.current || !areSame(last.current, next)) last.current = next
    return last.current
  })
}

function areSame(before: object, now: object): boolean {
  const pieces = Object.entries(now)
  return (
    Object.keys(before).length === pieces.length &&
    pieces.every(([key, piece]) => (before as Record<string, unknown>)[key] === piece)
  )
}
