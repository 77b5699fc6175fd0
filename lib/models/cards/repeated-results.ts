import type { ModelCardInput } from '@/lib/models/card'

/** Several results of a model that makes one picture for each request: each is a request, and a bill, of its own. */
export const REPEATED_RESULTS: NonNullable<ModelCardInput['settings']['results']> = {
  kind: 'count',
  min: 1,
  max: 4,
  default: 1,
  oneRequest: false,
}
