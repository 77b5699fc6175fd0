/** Hands bytes that were made here to the browser's own download. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The click has begun the download; its bytes are let go when that has surely read them.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
