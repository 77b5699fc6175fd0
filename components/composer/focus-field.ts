import type { RunField } from '@/lib/edits/check-run'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** About a second: settings are fetched when they are opened first, and a drawer slides in. */
const MAX_FRAMES = 60

/**
 * Puts the focus on the control that a problem belongs to, as soon as it is there and can be reached: of several inside
 * it on the one that is wrong, or else on the first.
 */
export function focusField(field: RunField, frames = MAX_FRAMES): void {
  const element = document.getElementById(fieldId(field))
  const control = element && controlIn(element)
  control?.focus()
  const isReached = control && document.activeElement === control
  if (!isReached && frames > 0) requestAnimationFrame(() => focusField(field, frames - 1))
}

function controlIn(element: HTMLElement): HTMLElement {
  if (element.tabIndex >= 0) return element
  const wrong = element.querySelector<HTMLElement>('[aria-invalid=true]')
  return wrong ?? element.querySelector<HTMLElement>('input:not(:disabled), button') ?? element
}
