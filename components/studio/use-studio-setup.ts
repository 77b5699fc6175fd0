'use client'

import { useEffect, useState } from 'react'
import type { StudioEvent } from '@/lib/edits/event'
import { isSettled } from '@/lib/edits/state'
import type { StudioSnapshot } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode } from '@/lib/history/node-key'
import type { ModelCard } from '@/lib/models/card'
import type { StudioCommands } from '@/lib/studio/commands'
import { drafts } from '@/lib/studio/composer/drafts.client'
import { newKey } from '@/lib/studio/composer/new-key.client'
import { recipes } from '@/lib/studio/composer/recipes.client'
import { history } from '@/lib/studio/history/history-files.client'
import { uploads } from '@/lib/studio/inputs/uploads.client'
import { followEvents } from '@/lib/studio/live/event-stream.client'
import { heedSession } from '@/lib/studio/live/heed-session'
import { holdPassing } from '@/lib/studio/live/passing-states'
import { changeMaps } from '@/lib/studio/masks/change-maps.client'
import { fetchEarly } from '@/lib/studio/stage/early-preview.client'
import { rememberLook } from '@/lib/studio/stage/last-look'
import {
  applyEvent,
  applySnapshot,
  createStudioStore,
  type StudioState,
  type StudioStore,
} from '@/lib/studio/studio-store'

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
      history,
      recipes,
      drafts,
      newKey,
      nowMs: () => Date.now(),
    })
    return store
  })
  useEffect(() => {
    store.getState().restorePreferences()
    void store.getState().restoreDraft()
    const asked = new URLSearchParams(location.search).get('show')
    const leave = rememberLook(store, drafts, asked !== null)
    if (asked) store.getState().show(keyOfEdit(asked))
    return leave
  }, [store])
  useEffect(() => followProject(store, commands), [store, commands])
  useEffect(() => void store.getState().loadSpending(), [store])
  return store
}

/** Whether an event tells of the end of an edit that may have cost something. */
function isSpending({ nodes }: StudioState, event: StudioEvent): boolean {
  if (event.type !== 'node' || event.node.kind === 'root') return false
  const { node } = event
  const before = nodes[keyOfNode(node)]
  const wasSettled = before?.kind === 'edit' && isSettled(before.state)
  return isSettled(node.state) && !wasSettled && node.costUsd !== 0
}

/** What was spent is asked for after the pictures of a run, and once for those that come together. */
const SPENT_AFTER_MS = 500

function createSpentAsker(store: StudioStore): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined
        void store.getState().loadSpending()
      }, SPENT_AFTER_MS)
    },
    stop: () => clearTimeout(timer),
  }
}

function followProject(store: StudioStore, commands: StudioCommands): () => void {
  const { project } = store.getState()
  const spent = createSpentAsker(store)
  const take = holdPassing((event, id) => {
    const isSpent = isSpending(store.getState(), event)
    applyEvent(store, event)
    if (isSpent) spent.ask()
    store.getState().applyEventId(id)
  })
  const unfollow = followEvents({
    projectId: project.id,
    lastEventId: () => store.getState().lastEventId,
    onEvent: (event, id) => {
      fetchEarly(store.getState(), event)
      take(event, id)
    },
    onConnection: (connection) => {
      store.getState().applyConnection(connection)
      if (connection === 'live') store.getState().resendInputs()
    },
    onReset: async () => {
      const answer = await commands.loadSnapshot(project.id)
      if (!answer.ok) throw new Error(answer.error.message)
      applySnapshot(store, answer.snapshot)
    },
  })
  return () => {
    unfollow()
    spent.stop()
  }
}
