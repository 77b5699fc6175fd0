import type { ProjectView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import type { Availabilities } from '@/lib/models/availability'
import type { ModelCard } from '@/lib/models/card'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { unreached } from '@/lib/studio/unreached'

export type ProjectSlice = {
  project: ProjectView
  cards: readonly ModelCard[]
  availability: Availabilities
  renameError: ErrorReport | null
  renameProject: (name: string) => Promise<void>
  applyProject: (project: ProjectView) => void
  applyAvailability: (availability: Availabilities) => void
}

export function createProjectSlice(
  set: SetState<ProjectSlice>,
  get: GetState<ProjectSlice>,
  { snapshot, cards, commands }: Pick<StudioParts, 'snapshot' | 'cards' | 'commands'>,
): ProjectSlice {
  return {
    project: snapshot.project,
    cards,
    availability: snapshot.availability,
    renameError: null,
    renameProject: async (typed) => {
      const before = get().project
      const name = typed.trim()
      if (name === '' || name === before.name) return
      set({ project: { ...before, name }, renameError: null })
      const answer = await commands.renameProject(before.id, name).catch(unreached)
      if (!answer.ok) set({ project: before, renameError: answer.error })
    },
    applyProject: (project) => set({ project }),
    applyAvailability: (availability) => set({ availability }),
  }
}
