import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import { isSelecting } from '@/lib/studio/selection/selecting'

/** Whether clicks and drags on the stage select: the tool is taken up, and no mask is painted. */
export const isPointing = (
  state: Parameters<typeof isSelecting>[0] & Parameters<typeof isMaskShown>[0],
): boolean => isSelecting(state) && !isMaskShown(state)
