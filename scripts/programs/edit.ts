import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { EditJob, EditResult } from '@/lib/engine/engine.server'
import { engineRequestSchema } from '@/lib/engine/plan'
import type { EngineError } from '@/lib/engine/refusal'
import { createPixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { TaskError } from '@/lib/images/pixels/task-error'

const USAGE = `Usage: npm run --silent edit -- PHOTO "instruction" --out FILE [options]

  --out FILE        where the result goes: .png, .jpg or .webp
  --seed N          0 to 2147483647; without it one is drawn and told
  --guidance 1..10  how strongly (5.5 = exactly as the instruction says)
  --watermark       draw the visible "AI-generated" mark
  --size WxH        crop from the centre to this ratio and resize to this size
  --json            print plan, notes, seed and time as JSON
  --help            print this`

const EXIT_BAD_ARGUMENTS = 1
const EXIT_REFUSED = 2

/** The result in the format that the file's ending names; fixed options, so that the same edit gives the same file. */
const ENCODERS: Record<string, (png: Uint8Array) => Promise<Uint8Array>> = {
  '.png': async (png) => png,
  '.jpg': (png) =>
    sharp(png).flatten({ background: '#fff' }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
  '.webp': (png) => sharp(png).webp({ quality: 92 }).toBuffer(),
}
ENCODERS['.jpeg'] = ENCODERS['.jpg']!

type Command = { photo: string; out: string; isJson: boolean; request: Omit<EditJob, 'image'> }

const toNumber = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : text.trim() === '' ? Number.NaN : Number(text)

/** @throws Error with a sentence about what is wrong with the arguments. */
function readCommand(args: string[]): Command | undefined {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seed: { type: 'string' },
      guidance: { type: 'string' },
      watermark: { type: 'boolean' },
      size: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const [photo, prompt, ...rest] = positionals
  if (!photo || prompt === undefined) throw new Error('A photo and an instruction are needed.')
  if (rest.length > 0) throw new Error('Put the instruction in quotes.')
  if (!values.out || !(path.extname(values.out).toLowerCase() in ENCODERS))
    throw new Error('--out needs a file that ends in .png, .jpg or .webp.')
  const request = {
    prompt,
    seed: toNumber(values.seed),
    guidance: toNumber(values.guidance),
    watermark: values.watermark,
    size: values.size,
  }
  const { error } = engineRequestSchema.safeParse(request)
  if (error) throw new Error(`--${error.issues[0]?.path.join('.')} is outside what can be used.`)
  return { photo, out: values.out, isJson: values.json, request }
}

function describeResult({ isJson, out }: Command, { image, ...facts }: EditResult): string {
  if (isJson) return JSON.stringify({ out, bytes: image.length, ...facts })
  const { width, height, description, notes, seed, timeMs } = facts
  return [`${description}.`, ...notes, `${out}: ${width} × ${height} px, seed ${seed}, ${timeMs} ms`].join(
    '\n',
  )
}

function describeRefusal({ message, suggestions, canDo }: EngineError): string {
  const meant = suggestions.length > 0 ? [`Did you mean: ${suggestions.join(' · ')}?`] : []
  const examples = canDo.length > 0 ? [`I can, for example: ${canDo.join(' · ')}`] : []
  return [message, ...meant, ...examples].join('\n')
}

/** Edits in a thread: with it ends what a large picture took, before the result is encoded. */
async function edit(signal: AbortSignal, job: EditJob): Promise<EditResult> {
  const pool = createPixelPool({ entry: new URL('./pixels.mjs', import.meta.url), size: 1 })
  try {
    return await pool.run<EditResult>(signal, 'engine.edit', job)
  } finally {
    await pool.close()
  }
}

async function perform(signal: AbortSignal, command: Command): Promise<number> {
  const image = await readFile(command.photo)
  try {
    const result = await edit(signal, { ...command.request, image })
    const encode = ENCODERS[path.extname(command.out).toLowerCase()]!
    await writeFile(command.out, await encode(result.image))
    console.log(describeResult(command, result))
    return 0
  } catch (error) {
    // What broke is not refused, and has nothing to suggest.
    if (!(error instanceof TaskError) || error.details === undefined) throw error
    const refusal = error.details as EngineError
    if (command.isJson) console.log(JSON.stringify({ error: refusal }))
    else console.error(describeRefusal(refusal))
    return EXIT_REFUSED
  }
}

async function main(args: string[]): Promise<number> {
  const stopped = new AbortController()
  process.once('SIGINT', () => stopped.abort())
  try {
    const command = readCommand(args)
    if (command) return await perform(stopped.signal, command)
    console.log(USAGE)
    return 0
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    return EXIT_BAD_ARGUMENTS
  }
}

process.exitCode = await main(process.argv.slice(2))
