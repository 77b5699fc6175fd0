import type { MaskNeeds } from '@/lib/studio/masks/masking'
import type { ViewId } from '@/lib/studio/stage/chosen'

/** Without the mask: what was looked at before it was opened, unless another view was chosen meanwhile. */
export const viewAfter = ({ masking, view }: Pick<MaskNeeds, 'masking' | 'view'>): ViewId =>
  masking && view === 'changes' ? masking.viewBefore : view
