/** What came after a step that was changed: its place in the story, counted from 1, and the edits after it. */
export type FollowUp = { step: number; editIds: readonly string[] }

/** The kept offers to replay, by run; none when they are from another version. */
export function parseFollowUps(kept: string | null): Record<string, FollowUp> {
  let found: unknown
  try {
    found = JSON.parse(kept ?? '{}')
  } catch {
    return {}
  }
  if (typeof found !== 'object' || found === null) return {}
  const entries = Object.entries(found).filter((entry): entry is [string, FollowUp] => isFollowUp(entry[1]))
  return Object.fromEntries(entries)
}

function isFollowUp(found: unknown): found is FollowUp {
  const { step, editIds } = (found ?? {}) as Partial<FollowUp>
  return typeof step === 'number' && Array.isArray(editIds) && editIds.every((id) => typeof id === 'string')
}
