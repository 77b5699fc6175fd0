/** The element id of the button that opens the mask of an edit. */
export const OPENS_MASK_ID = 'opens-mask'

/** The element id of the button that opens the story of what is shown, whichever that is by then. */
export const READS_STORY_ID = 'reads-story'

/** Gives the focus to what takes the place of what had it, unless it is somewhere. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus()
}
