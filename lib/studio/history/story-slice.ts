import { keyOfNode } from '@/lib/history/node-key'
import type { StoryNeeds, StorySlice } from '@/lib/studio/history/story'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What changes and replays steps is fetched with the first one: most visits read no story. */
export function createStorySlice(
  set: SetState<StoryNeeds>,
  get: GetState<StoryNeeds>,
  {
    snapshot,
    commands,
    drafts,
    newKey,
    nowMs,
  }: Pick<StudioParts, 'snapshot' | 'commands' | 'drafts' | 'newKey' | 'nowMs'>,
): StorySlice {
  const draftKey = `afterimage:follow-ups:${snapshot.project.id}`
  const keep = (followUps: StorySlice['followUps']) => {
    set({ followUps })
    drafts.write(draftKey, JSON.stringify(followUps))
  }
  const fetchActions = fetchOnce(async () => {
    const { createStoryActions } = await import('@/lib/studio/history/story-actions')
    return createStoryActions(set, get, { commands, newKey, nowMs, keep })
  })

  return {
    storyKey: null,
    changing: null,
    attempt: null,
    followUps: {},
    replayError: null,
    openStory: (storyKey) => {
      set({ storyKey, replayError: null })
      if (!get().isSurrounded(storyKey))
        void get().loadSurroundings(new AbortController().signal, storyKey).catch(unreached)
    },
    closeStory: () => set({ storyKey: null }),
    leaveChange: () => void fetchActions().then((actions) => actions.leaveChange()),
    followChange: (runId) => {
      if (get().changing) void fetchActions().then((actions) => actions.followChange(runId))
    },
    offerReplay: (node) => {
      if (node.kind !== 'edit') return
      const { nodes, followUps, attempt } = get()
      const before = nodes[keyOfNode(node)]
      if (followUps[node.runId] || attempt?.runId === node.runId)
        void fetchActions().then((actions) => actions.offerReplay(node, before))
    },
    changeStep: async (key) => (await fetchActions()).changeStep(key),
    changeStepAgain: async (failed) => (await fetchActions()).changeStepAgain(failed),
    replayAfter: async (edit) => (await fetchActions()).replayAfter(edit),
    replay: async (...given) => (await fetchActions()).replay(...given),
    restoreFollowUps: async () => {
      const kept = drafts.read(draftKey)
      if (!kept) return
      const { parseFollowUps } = await import('@/lib/studio/history/story-draft')
      set({ followUps: { ...parseFollowUps(kept), ...get().followUps } })
    },
  }
}
