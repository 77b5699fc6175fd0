import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { measureZip, writeZip, type ZipEntry } from '@/lib/history/archive/writer.server'

const entry = (name: string, ...chunks: string[]) => ({
  name,
  sizeBytes: Buffer.byteLength(chunks.join('')),
  open: async () =>
    (async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk)
    })(),
})

async function writeAll(entries: Iterable<ZipEntry>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeZip(entries)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const entries = [entry('project.json', '{"a"', ':1}'), entry('images/söft.png', 'bytes'), entry('empty')]

it('is as long as was said before, and the same each time', async () => {
  const zip = await writeAll(entries)
  expect(zip.length).toBe(measureZip(entries))
  expect(zip.equals(await writeAll(entries))).toBe(true)
})

it('is read by others, names and bytes', async () => {
  const zip = await fromBufferPromise(await writeAll(entries))
  const found: Record<string, string> = {}
  for await (const each of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(each)) chunks.push(chunk)
    found[each.fileName] = Buffer.concat(chunks).toString()
  }
  expect(found).toEqual({ 'project.json': '{"a":1}', 'images/söft.png': 'bytes', empty: '' })
})

it('holds more files than the plain form can count', async () => {
  const many = Array.from({ length: 66_000 }, (_, index) => entry(`${index}`))
  const bytes = await writeAll(many)
  expect(bytes.length).toBe(measureZip(many))
  expect((await fromBufferPromise(bytes)).entryCount).toBe(66_000)
})

it('says where files lie beyond 4 GB', () => {
  const large = Array.from({ length: 3 }, (_, index) => ({ name: `${index}`, sizeBytes: 3_000_000_000 }))
  // The third alone begins beyond them; its place in the directory and the end take the long form.
  expect(measureZip(large)).toBe(9_000_000_000 + 3 * (31 + 16 + 47) + 12 + 56 + 20 + 22)
})

const hasPython = (() => {
  try {
    execFileSync('python3', ['-c', 'import zipfile'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

it.runIf(hasPython)('is found whole by another implementation', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zip-'))
  const file = path.join(folder, 'a.zip')
  await writeFile(file, await writeAll(entries))
  const program = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist())'
  expect(execFileSync('python3', ['-c', program, file], { encoding: 'utf8' })).toBe(
    "None ['project.json', 'images/söft.png', 'empty']\n",
  )
  await rm(folder, { recursive: true })
})
