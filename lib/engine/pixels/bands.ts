/** Rows are worked on in bands of about this many pixels; between them others may speak, a cancelling one too. */
const BAND_PIXELS = 1 << 19

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/**
 * Walks over the rows of a picture without holding the thread for long.
 * @throws the signal's reason once it is aborted.
 */
export async function eachBand(
  signal: AbortSignal,
  { width, height }: { width: number; height: number },
  work: (fromRow: number, toRow: number) => void,
): Promise<void> {
  const rows = Math.max(1, Math.floor(BAND_PIXELS / width))
  for (let from = 0; from < height; from += rows) {
    signal.throwIfAborted()
    work(from, Math.min(height, from + rows))
    if (from + rows < height) await nextTurn()
  }
}
