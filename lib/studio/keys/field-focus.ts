import type { RunField } from '@/lib/edits/check-run'

/** The element id of the control that a problem belongs to. */
export const fieldId = (field: RunField): string => `field-${field}`

/** The element id of the words that say that Run edits another photo than the one on the stage. */
export const UNEDITED_ID = 'unedited-photo'

/** The element ids of the buttons that open a panel of the composer. */
export const SETTINGS_OPENER_ID = 'opens-settings'
export const MODELS_OPENER_ID = 'opens-models'

/** Fields that stand under "Settings", which has to be open before they can be found. */
export const isSetting = (field: RunField): boolean =>
  !['prompt', 'variables', 'inputs', 'models'].includes(field)
