import type { Spending } from '@/lib/edits/spending'
import type { ProjectView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import type { Availabilities } from '@/lib/models/availability'
import type { ModelCard } from '@/lib/models/card'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

export type ProjectSlice = {
  project: ProjectView
  cards: readonly ModelCard[]
  availability: Availabilities
  /** What the project and this day cost; null until the server has said it. */
  spending: Spending | null
  renameError: ErrorReport | null
  renameProject: (name: string) => Promise<void>
  /** Asks the server anew: after each edit that may have cost something. */
  loadSpending: () => Promise<void>
  loadStandings: () => ReturnType<StudioParts['commands']['loadStandings']>
  /** Forgets that a model was withdrawn, so that it can be asked for once more. */
  checkModelAgain: (modelId: string) => Promise<ErrorReport | undefined>
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
    spending: null,
    renameError: null,
    renameProject: async (typed) => {
      const before = get().project
      const name = typed.trim()
      if (name === '' || name === before.name) return
      set({ project: { ...before, name }, renameError: null })
      const answer = await commands.renameProject(before.id, name).catch(unreached)
      if (!answer.ok) set({ project: before, renameError: answer.error })
    },
    loadStandings: () => commands.loadStandings(get().project.id).catch(unreached),
    loadSpending: async () => {
      const answer = await commands.loadSpending(get().project.id).catch(unreached)
      if (answer.ok) set({ spending: answer.spending })
    },
    checkModelAgain: async (modelId) => {
      const answer = await commands.checkModelAgain(modelId).catch(unreached)
      if (!answer.ok) return answer.error
      set({ availability: answer.availability })
      return undefined
    },
    applyProject: (project) => set({ project }),
    applyAvailability: (availability) => set({ availability }),
  }
}
