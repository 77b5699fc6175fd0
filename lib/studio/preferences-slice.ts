import { FIRST_CHOICE, type FileChoice, parseFileChoice } from '@/lib/studio/downloads/file-choice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

const SINGLE_KEYS = 'afterimage:single-keys'
const RECIPES_IN_FILES = 'afterimage:recipes-in-files'
const METADATA_IN_FILES = 'afterimage:metadata-in-files'
const FILE_CHOICE = 'afterimage:file-choice'

/** What belongs to the person at this browser, not to a project. */
export type PreferencesSlice = {
  /** Keys without Ctrl or Cmd are commands. Who dictates or types by accident switches them off. */
  areSingleKeysOn: boolean
  switchSingleKeys: (isOn: boolean) => void
  /** Whether the recipe of a result travels in the files that are downloaded. */
  areRecipesInFiles: boolean
  switchRecipesInFiles: (isOn: boolean) => void
  /** Whether what a file says of place, camera and author stays in it when it is downloaded. */
  isMetadataInFiles: boolean
  switchMetadataInFiles: (isOn: boolean) => void
  /** What files are downloaded as, wherever that is asked for. */
  fileChoice: FileChoice
  chooseFile: (change: Partial<FileChoice>) => void
  restorePreferences: () => void
}

export function createPreferencesSlice(
  set: SetState<PreferencesSlice>,
  get: GetState<PreferencesSlice>,
  { drafts }: Pick<StudioParts, 'drafts'>,
): PreferencesSlice {
  const write = (key: string, isOn: boolean) => drafts.write(key, isOn ? 'on' : 'off')
  return {
    areSingleKeysOn: true,
    switchSingleKeys: (areSingleKeysOn) => {
      set({ areSingleKeysOn })
      write(SINGLE_KEYS, areSingleKeysOn)
    },
    areRecipesInFiles: true,
    switchRecipesInFiles: (areRecipesInFiles) => {
      set({ areRecipesInFiles })
      write(RECIPES_IN_FILES, areRecipesInFiles)
    },
    isMetadataInFiles: false,
    switchMetadataInFiles: (isMetadataInFiles) => {
      set({ isMetadataInFiles })
      write(METADATA_IN_FILES, isMetadataInFiles)
    },
    fileChoice: FIRST_CHOICE,
    chooseFile: (change) => {
      const fileChoice = { ...get().fileChoice, ...change }
      set({ fileChoice })
      drafts.write(FILE_CHOICE, `${fileChoice.format} ${fileChoice.quality}`)
    },
    restorePreferences: () =>
      set({
        areSingleKeysOn: drafts.read(SINGLE_KEYS) !== 'off',
        areRecipesInFiles: drafts.read(RECIPES_IN_FILES) !== 'off',
        isMetadataInFiles: drafts.read(METADATA_IN_FILES) === 'on',
        fileChoice: parseFileChoice(drafts.read(FILE_CHOICE)),
      }),
  }
}
