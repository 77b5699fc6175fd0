/** Fetches a part of the program at its first use, for all who wait for it; what failed is tried again by the next. */
export function fetchOnce<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined
  return () => {
    loading ??= load().catch((error) => {
      loading = undefined
      throw error
    })
    return loading
  }
}
