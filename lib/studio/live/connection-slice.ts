import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/**
 * `live`: events arrive. `offline`: the browser has no network. `lost`: the server does not answer, e.g. while it starts
 * again. Both end by themselves. `signed_out`: the session of this browser has ended; it goes on after another sign-in.
 */
export type Connection = 'connecting' | 'live' | 'offline' | 'lost' | 'signed_out'

export type ConnectionSlice = {
  connection: Connection
  /** The stream resumes after this event. */
  lastEventId: number
  applyConnection: (connection: Connection) => void
  applyEventId: (id: number) => void
  /** The stream goes on from here, also where that is further back: the server has begun to count anew. */
  resumeAfter: (id: number) => void
}

export function createConnectionSlice(
  set: SetState<ConnectionSlice>,
  get: GetState<ConnectionSlice>,
  { snapshot }: Pick<StudioParts, 'snapshot'>,
): ConnectionSlice {
  return {
    connection: 'connecting',
    lastEventId: snapshot.lastEventId,
    applyConnection: (connection) => set({ connection }),
    applyEventId: (id) => set({ lastEventId: Math.max(id, get().lastEventId) }),
    resumeAfter: (lastEventId) => set({ lastEventId }),
  }
}
