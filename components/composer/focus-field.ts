import type { RunField } from '@/lib/edits/check-run'
import { fieldId } from '@/lib/studio/field-focus'

/** About a second: settings are fetched when they are opened first. */
const MAX_FRAMES = 60

/** Puts the focus on the control that a problem belongs to, or on the first one inside it, as soon as it is there. */
export function focusField(field: RunField, frames = MAX_FRAMES): void {
  const element = document.getElementById(fieldId(field))
  if (!element) {
    if (frames > 0) requestAnimationFrame(() => focusField(field, frames - 1))
    return
  }
  const inner = element.tabIndex < 0 && element.querySelector<HTMLElement>('input:not(:disabled), button')
  ;(inner || element).focus()
}
