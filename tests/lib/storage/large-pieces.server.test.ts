import { expect, it } from 'vitest'
import { inPieces, PIECE_BYTES } from '@/lib/storage/large-pieces.server'

async function piecesOf(chunks: Uint8Array[]) {
  const pieces: Uint8Array[][] = []
  for await (const piece of inPieces(chunks)) pieces.push(piece)
  return pieces
}

it('gives chunks together until they are a piece, and the rest', async () => {
  const chunk = new Uint8Array(PIECE_BYTES / 4)
  expect((await piecesOf(Array(9).fill(chunk))).map((piece) => piece.length)).toEqual([4, 4, 1])
  expect(await piecesOf([])).toEqual([])
})

it('never holds many tiny ones', async () => {
  const pieces = await piecesOf(Array.from({ length: 5_000 }, (_, i) => Uint8Array.of(i)))
  expect(Math.max(...pieces.map((piece) => piece.length))).toBe(1024)
  expect(Buffer.concat(pieces.flat())).toEqual(Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 256)))
})
