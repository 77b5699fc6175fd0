import type { KeyId } from '@/lib/studio/keys/keys'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { unreached } from '@/lib/studio/live/unreached'
import type { StudioStore } from '@/lib/studio/studio-store'

/** The sentences are fetched with the first key that can do nothing. */
const fetchReasons = fetchOnce(() => import('@/lib/studio/keys/idle-key'))

/** Says why a command can do nothing now. */
export function tellIdle({ getState }: StudioStore, id: KeyId): void {
  void fetchReasons().then(({ sayWhyIdle }) => sayWhyIdle(getState(), id), unreached)
}
