import { fromXmp } from '@/lib/images/formats/xmp'

/** We write it near the start of PNG and JPEG and at the end of WebP; other programs that rewrite a file do the same. */
const LOOKED_AT_BYTES = 512_000

/** The text that travels in a picture (`toXmp`), found without decoding it; undefined when there is none. */
export async function findEmbeddedText(signal: AbortSignal, file: Blob): Promise<string | undefined> {
  const ends = [file.slice(0, LOOKED_AT_BYTES)]
  if (file.size > LOOKED_AT_BYTES)
    ends.push(file.slice(Math.max(LOOKED_AT_BYTES, file.size - LOOKED_AT_BYTES)))
  for (const end of ends) {
    signal.throwIfAborted()
    const found = fromXmp(await end.text())
    if (found !== undefined) return found
  }
  return undefined
}
