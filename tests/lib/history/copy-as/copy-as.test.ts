import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { transform } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecipeView } from '@/lib/edits/recipe'
import { listCopies } from '@/lib/history/copy-as/copy-as'
import { buildRequest } from '@/lib/providers/build-request.server'
import { createSandbox, type Sandbox } from '@/lib/providers/sandbox/sandbox.server'
import { imageIdOf } from '@/tests/support/node-views'
import { CANARY_KEY, createInput, createJob } from '@/tests/support/provider-job'

/** Every letter that a shell, JSON or Python could take for its own. */
const PROMPT = `make "it" $HOME \`date\` $(id) \\n %s 'warmer'\n#日本 🌅 {x} <b>& [delay:0]`

const has = (program: string) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** How each language is run. TypeScript always can; the others where they are installed. */
const LANGUAGES: Record<
  string,
  { isHere: boolean; command: (folder: string, code: string) => Promise<string[]> }
> = {
  curl: {
    isHere: has('curl'),
    command: async (_folder, code) => ['sh', '-c', code],
  },
  TypeScript: {
    isHere: true,
    command: async (folder, code) => {
      const { code: program } = await transform(code, { loader: 'ts', format: 'esm' })
      await writeFile(path.join(folder, 'copied.mjs'), program)
      return [process.execPath, 'copied.mjs']
    },
  },
  Python: {
    isHere: has('python3'),
    command: async (_folder, code) => ['python3', '-c', code],
  },
}
const ran = new Set<string>()

/** One of each form: a single picture, a list of them, a form with files, a form with a mask, no picture, a gateway. */
const CASES: [modelId: string, pictures: number, advanced: Record<string, boolean>][] = [
  ['aiml/bytedance-seededit-3.0-i2i', 1, {}],
  ['aiml/bytedance-seedream-v4-edit', 3, {}],
  ['aiml/bytedance-seedream-3.0', 0, {}],
  ['aiml/openai-gpt-image-1', 2, {}],
  ['pixazo/seededit-3.0', 1, {}],
]

let sandbox: Sandbox
let folder: string
beforeAll(async () => {
  sandbox = await createSandbox()
  folder = await mkdtemp(path.join(tmpdir(), 'copy-as-'))
})
beforeEach(() => sandbox.reset())
afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true })
})

async function copiesOf(modelId: string, pictures: number, advanced: Record<string, boolean>) {
  // Of different sizes: two that are the same picture would be the same file.
  const inputs = await Promise.all(
    Array.from({ length: pictures }, (_, index) => createInput('png', { width: 96, height: 64 + index })),
  )
  const job = createJob(modelId, { prompt: PROMPT, inputs, settings: { seed: 5, advanced } })
  for (const [index, { bytes }] of inputs.entries())
    await writeFile(path.join(folder, `input-${index + 1}.png`), bytes)
  const recipe: RecipeView = {
    asked: { version: 1, prompt: PROMPT, modelId, inputs: [], settings: { advanced } },
    sent: buildRequest(job).sent,
    answered: null,
  }
  return listCopies(recipe, sandbox.url)
}

async function run([program, ...args]: string[]): Promise<string> {
  const env = { ...process.env, AIML_API_KEY: CANARY_KEY, PIXAZO_API_KEY: CANARY_KEY }
  const child = spawn(program!, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  await new Promise((resolve) => child.once('close', resolve))
  return output
}

describe.each(CASES)('a request to %s with %i pictures', (modelId, pictures, advanced) => {
  for (const [label, { isHere, command }] of Object.entries(LANGUAGES))
    it.runIf(isHere)(`copied as ${label} is taken by the vendor as it was sent`, async () => {
      const copies = await copiesOf(modelId, pictures, advanced)
      const code = copies.find((copy) => copy.label === label)!.text
      expect(code).not.toContain(CANARY_KEY)
      const output = await run(await command(folder, code))
      const [entry, ...more] = sandbox.ledger()
      expect(more, output).toEqual([])
      expect(entry, output).toMatchObject({ problems: [], billed: true })
      // A form of the Web's own kind writes every line break as CR LF.
      expect(entry?.prompt.replaceAll('\r\n', '\n')).toBe(PROMPT)
      ran.add(label)
    })
})

it('the copies were run in TypeScript at least, and in every language that is installed', () => {
  const here = Object.entries(LANGUAGES).flatMap(([label, { isHere }]) => (isHere ? label : []))
  expect([...ran].sort()).toEqual(here.sort())
  expect(ran).toContain('TypeScript')
})

describe('what cannot be copied as a request', () => {
  const asked = {
    version: 1 as const,
    prompt: `it's -- "sepia"`,
    modelId: 'local/engine',
    inputs: [{ imageId: imageIdOf('cat'), name: `-cat's.jpg` }],
    settings: { seed: 7, guidance: 5.5, watermark: true, size: '640x480', advanced: {} },
  }

  it('is the command line for the local engine', () => {
    expect(listCopies({ asked, sent: null, answered: null })).toEqual([
      {
        label: 'Command line',
        text: `npm run --silent edit -- --out result.png --seed 7 --guidance 5.5 --watermark --size 640x480 -- '-cat'\\''s.jpg' 'it'\\''s -- "sepia"'\n`,
      },
    ])
  })

  it('is nothing for a composite, and for a cloud edit before it was sent', () => {
    expect(
      listCopies({ asked: { ...asked, modelId: 'local/composite' }, sent: null, answered: null }),
    ).toEqual([])
    const cloud = { ...asked, modelId: 'pixazo/seededit-3.0' }
    expect(listCopies({ asked: cloud, sent: null, answered: null })).toEqual([])
    expect(listCopies({ asked: cloud, sent: { reusedFrom: 'x' }, answered: null })).toEqual([])
  })
})
