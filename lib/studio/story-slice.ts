import { fetchOnce } from '@/lib/studio/fetch-once'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import type { StoryNeeds, StorySlice } from '@/lib/studio/story'
import { parseFollowUps } from '@/lib/studio/story-draft'
import { unreached } from '@/lib/studio/unreached'

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
  const told = new Set<string>()
  const keep = (followUps: StorySlice['followUps']) => {
    set({ followUps })
    drafts.write(draftKey, JSON.stringify(followUps))
  }
  const fetchActions = fetchOnce(async () => {
    const { createStoryActions } = await import('@/lib/studio/story-actions')
    return createStoryActions(set, get, { commands, newKey, nowMs, keep })
  })

  return {
    storyKey: null,
    changing: null,
    followUps: {},
    replayError: null,
    openStory: (storyKey) => {
      set({ storyKey, replayError: null })
      if (!get().isSurrounded(storyKey))
        void get().loadSurroundings(new AbortController().signal, storyKey).catch(unreached)
    },
    closeStory: () => set({ storyKey: null }),
    leaveChange: () => set({ changing: null }),
    followChange: (runId) => {
      const { changing, followUps } = get()
      if (!changing) return
      if (changing.editIds.length > 0) keep({ ...followUps, [runId]: changing })
      set({ changing: null })
    },
    offerReplay: (node) => {
      const isNews = node.kind === 'edit' && node.state === 'succeeded' && !told.has(node.runId)
      if (!isNews || !get().followUps[node.runId]) return
      told.add(node.runId)
      void fetchActions().then((actions) => actions.offerReplay(node))
    },
    changeStep: async (key) => (await fetchActions()).changeStep(key),
    replayAfter: async (edit) => (await fetchActions()).replayAfter(edit),
    replay: async (...given) => (await fetchActions()).replay(...given),
    restoreFollowUps: () => set({ followUps: parseFollowUps(drafts.read(draftKey)) }),
  }
}
