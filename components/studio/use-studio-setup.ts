'use client'

import { useEffect, useState } from 'react'
import { isSettled } from '@/lib/edits/state'
import type { StudioSnapshot } from '@/lib/edits/view'
import { keyOfEdit } from '@/lib/history/node-key'
import type { ModelCard } from '@/lib/models/card'
import { changeMaps } from '@/lib/studio/change-maps.client'
import type { StudioCommands } from '@/lib/studio/commands'
import { drafts } from '@/lib/studio/drafts.client'
import { followEvents } from '@/lib/studio/event-stream.client'
import { heedSession } from '@/lib/studio/heed-session'
import { recipes } from '@/lib/studio/recipes.client'
import { applyEvent, applySnapshot, createStudioStore, type StudioStore } from '@/lib/studio/studio-store'
import { uploads } from '@/lib/studio/uploads.client'

/** The store of this page, with the browser's own parts put in, and kept up to date by the server's events. */
export function useStudioSetup(
  snapshot: StudioSnapshot,
  cards: readonly ModelCard[],
  commands: StudioCommands,
): StudioStore {
  const [store] = useState(() => {
    const store: StudioStore = createStudioStore({
      snapshot,
      cards,
      commands: heedSession(commands, () => store.getState().applyConnection('signed_out')),
      uploads,
      changeMaps,
      recipes,
      drafts,
      newKey: () => crypto.randomUUID(),
      nowMs: () => Date.now(),
    })
    return store
  })
  useEffect(() => {
    store.getState().restorePreferences()
    store.getState().restoreDraft()
    const shown = new URLSearchParams(location.search).get('show')
    if (shown) store.getState().show(keyOfEdit(shown))
  }, [store])
  useEffect(() => followProject(store, commands), [store, commands])
  useEffect(() => followSpending(store), [store])
  return store
}

/** Asks what was spent at the start, and again whenever an edit that may have cost something has ended. */
function followSpending(store: StudioStore): () => void {
  const countEnded = () =>
    Object.values(store.getState().nodes).filter(
      (node) => node.kind === 'edit' && isSettled(node.state) && node.costUsd !== 0,
    ).length
  let ended = countEnded()
  let nodes = store.getState().nodes
  void store.getState().loadSpending()
  return store.subscribe((state) => {
    if (state.nodes === nodes) return
    nodes = state.nodes
    const before = ended
    ended = countEnded()
    if (ended !== before) void state.loadSpending()
  })
}

function followProject(store: StudioStore, commands: StudioCommands): () => void {
  const { project } = store.getState()
  return followEvents({
    projectId: project.id,
    lastEventId: () => store.getState().lastEventId,
    onEvent: (event, id) => {
      applyEvent(store, event)
      store.getState().applyEventId(id)
    },
    onConnection: (connection) => store.getState().applyConnection(connection),
    onReset: async () => {
      const answer = await commands.loadSnapshot(project.id).catch(() => undefined)
      if (answer?.ok) applySnapshot(store, answer.snapshot)
    },
  })
}
