/**
 * Fetches a part of the program at its first use, for all who wait for it; what failed is tried again by the next.
 * `known` is the part as soon as it is here, for what makes no sense before.
 */
export function fetchOnce<Part>(
  load: () => Promise<Part>,
): (() => Promise<Part>) & { known: () => Part | undefined } {
  let loading: Promise<Part> | undefined
  let part: Part | undefined
  const fetch = () => {
    loading ??= load().then(
      (loaded) => {
        part = loaded
        return loaded
      },
      (error) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }
  return Object.assign(fetch, { known: () => part })
}
