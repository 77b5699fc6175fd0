import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageOf } from '@/lib/errors'

const root = process.cwd()
// Inside the project, so that the bundles find their packages; the program's thread lies beside it.
const programs = path.join(root, 'node_modules/.cache', `edit-${process.pid}`)
const program = path.join(programs, 'edit.mjs')
const photo = path.join(root, 'public/samples/coffee.jpg')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'afterimage-edit-'))
  await bundle({ edit: 'scripts/programs/edit.ts', pixels: 'scripts/programs/pixels.ts' }, programs)
})
afterAll(() => Promise.all([rm(folder, { recursive: true }), rm(programs, { recursive: true })]))

const bundle = (entryPoints: Record<string, string>, outdir: string) =>
  build({
    entryPoints,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': root, 'server-only': path.join(root, 'tests/support/empty.ts') },
    outdir,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  })

type Run = { code: number | null; stdout: string; stderr: string }

const edit = (...args: string[]): Promise<Run> => runProgram(program, args)

function runProgram(file: string, args: string[]): Promise<Run> {
  // From another folder, as a user may call it: the font is found all the same.
  const child = spawn(process.execPath, [file, ...args], { cwd: folder })
  const run: Run = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    run.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    run.stderr += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...run, code })))
}

const out = (name: string) => path.join(folder, name)
const hashOf = async (name: string) =>
  createHash('sha256')
    .update(await readFile(out(name)))
    .digest('hex')

test('writes the edited photo and says what it did', async () => {
  const { code, stdout, stderr } = await edit(
    photo,
    'make it black and white',
    '--out',
    out('a.png'),
    '--seed',
    '1',
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('I will: make the picture black and white')
  const { channels } = await sharp(out('a.png')).stats()
  expect(channels[0]?.mean).toBe(channels[2]?.mean)
})

test('--json prints plan, notes, seed and time; the same seed gives the same file', async () => {
  const args = [
    "vintage film and add text 'Hi'",
    '--seed',
    '7',
    '--guidance',
    '4',
    '--watermark',
    '--size',
    '400x300',
    '--json',
  ]
  const first = await edit(photo, ...args, '--out', out('b.png'))
  await edit(photo, ...args, '--out', out('c.png'))
  expect(JSON.parse(first.stdout)).toMatchObject({
    plan: {
      ops: [
        { op: 'look', name: 'vintage' },
        { op: 'text', text: 'Hi' },
      ],
      guidance: 4,
      seed: 7,
      watermark: true,
    },
    notes: [],
    seed: 7,
    width: 400,
    height: 300,
    timeMs: expect.any(Number),
  })
  expect(await hashOf('b.png')).toBe(await hashOf('c.png'))
})

test.each([
  ['d.jpg', 'jpeg'],
  ['d.jpeg', 'jpeg'],
  ['d.webp', 'webp'],
  ['d.PNG', 'png'],
])('writes %s as %s', async (name, format) => {
  expect((await edit(photo, 'sepia', '--out', out(name))).code).toBe(0)
  expect((await sharp(out(name)).metadata()).format).toBe(format)
})

test('a refused instruction exits with 2, says why, and writes nothing', async () => {
  const plain = await edit(photo, 'add a hat', '--out', out('e.png'))
  expect(plain).toMatchObject({ code: 2, stdout: '' })
  expect(plain.stderr).toContain('I cannot follow “add a hat”')
  expect(plain.stderr).toContain('I can, for example:')
  await expect(readFile(out('e.png'))).rejects.toThrow('ENOENT')
  const json = await edit(photo, 'add a hat', '--out', out('e.png'), '--json')
  expect(json).toMatchObject({ code: 2, stderr: '' })
  expect(JSON.parse(json.stdout).error).toMatchObject({
    code: 'UNSUPPORTED_INSTRUCTION',
    clause: 'add a hat',
    message: expect.stringContaining('cloud models'),
  })
})

test('a file that is no picture is refused with its code', async () => {
  await writeFile(out('no.jpg'), 'nothing to see')
  const { code, stdout } = await edit(out('no.jpg'), 'sepia', '--out', out('f.png'), '--json')
  expect(code).toBe(2)
  expect(JSON.parse(stdout).error.code).toBe('INVALID_IMAGE')
})

test('what breaks says why, and is not taken for a refusal', async () => {
  const broken = path.join(programs, 'broken', 'edit.mjs')
  await cp(program, broken)
  await bundle({ pixels: 'tests/support/tasks-for-pool.ts' }, path.dirname(broken))
  const { code, stdout, stderr } = await runProgram(broken, [photo, 'sepia', '--out', out('g.png')])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(messageOf('internal'))
})

test.each([
  ['nothing at all', []],
  ['no instruction', [photo, '--out', 'x.png']],
  ['no --out', [photo, 'sepia']],
  ['an unknown ending', [photo, 'sepia', '--out', 'x.gif']],
  ['an unknown option', [photo, 'sepia', '--out', 'x.png', '--fast']],
  ['words outside quotes', [photo, 'make', 'it', 'sepia', '--out', 'x.png']],
  ['guidance out of range', [photo, 'sepia', '--out', 'x.png', '--guidance', '11']],
  ['a seed that is no number', [photo, 'sepia', '--out', 'x.png', '--seed', 'abc']],
  ['a size that is none', [photo, 'sepia', '--out', 'x.png', '--size', 'large']],
  ['a photo that is not there', ['missing.jpg', 'sepia', '--out', 'x.png']],
])('%s exits with 1 and shows the usage', async (_what, args) => {
  const { code, stdout, stderr } = await edit(...args)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('Usage: npm run --silent edit')
})

test('--help shows the usage and exits with 0', async () => {
  const { code, stdout } = await edit('--help')
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: npm run --silent edit')
})
