import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

const SINGLE_KEYS = 'afterimage:single-keys'

/** What belongs to the person at this browser, not to a project. */
export type PreferencesSlice = {
  /** Keys without Ctrl or Cmd are commands. Who dictates or types by accident switches them off. */
  areSingleKeysOn: boolean
  switchSingleKeys: (isOn: boolean) => void
  restorePreferences: () => void
}

export function createPreferencesSlice(
  set: SetState<PreferencesSlice>,
  _get: GetState<PreferencesSlice>,
  { drafts }: Pick<StudioParts, 'drafts'>,
): PreferencesSlice {
  return {
    areSingleKeysOn: true,
    switchSingleKeys: (areSingleKeysOn) => {
      set({ areSingleKeysOn })
      drafts.write(SINGLE_KEYS, areSingleKeysOn ? 'on' : 'off')
    },
    restorePreferences: () => set({ areSingleKeysOn: drafts.read(SINGLE_KEYS) !== 'off' }),
  }
}
