'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { StudioState, StudioStore } from '@/lib/studio/studio-store'

const StudioContext = createContext<StudioStore | undefined>(undefined)

/** Stands in the lowest storey of the screen, because every area reads the one store and areas know nothing of each other. */
export function StudioProvider({ store, children }: { store: StudioStore; children: ReactNode }) {
  return <StudioContext value={store}>{children}</StudioContext>
}

/** The store itself, for what is done in an event: `store.getState().run()`. */
export function useStudioStore(): StudioStore {
  const store = useContext(StudioContext)
  if (!store) throw new Error('This part stands outside StudioProvider.')
  return store
}

/** A small piece of the state; the part is drawn again when that piece changes. Keep what it answers stable. */
export function useStudio<Piece>(select: (state: StudioState) => Piece): Piece {
  return useStore(useStudioStore(), select)
}
