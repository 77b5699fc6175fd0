import { expect, it } from 'vitest'
import { makeExport } from '@/lib/images/copies/export.server'
import { findEmbeddedText } from '@/lib/images/formats/embedded-text'
import { photo } from '@/tests/support/image-corpus'

const { signal } = new AbortController()
const recipe = JSON.stringify({ prompt: 'make "it" <warmer> & søft 🌅' })
// Large enough that the text of a WebP, which stands at the end, is not in what is looked at first.
const stored = await photo(1100, 900).png({ compressionLevel: 0 }).toBuffer()
const blobOf = (bytes: Buffer) => new Blob([new Uint8Array(bytes)])

it.each(['png', 'jpeg', 'webp'] as const)('a recipe is found in a %s without decoding it', async (format) => {
  const copy = await makeExport(stored, { format, metadata: 'none', recipe })
  expect(await findEmbeddedText(signal, blobOf(copy))).toBe(recipe)
})

it('a picture without one has none', async () => {
  expect(await findEmbeddedText(signal, blobOf(stored))).toBeUndefined()
})

it('looks at both ends of a long file', async () => {
  const copy = await makeExport(await photo(64, 64).webp().toBuffer(), {
    format: 'webp',
    metadata: 'none',
    recipe,
  })
  const long = new Blob([new Uint8Array(2_000_000), new Uint8Array(copy)])
  expect(await findEmbeddedText(signal, long)).toBe(recipe)
})
