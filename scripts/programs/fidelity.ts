import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { AppError, toReport } from '@/lib/errors'
import { compositeCompared } from '@/lib/fidelity/composite-files.server'
import { describeReport } from '@/lib/fidelity/description'
import { encodeGrey } from '@/lib/fidelity/lossless.server'
import { mapImage } from '@/lib/fidelity/map-image'
import { readPicture } from '@/lib/fidelity/picture.server'
import { compare } from '@/lib/fidelity/report'

const USAGE = 'Usage: fidelity ORIGINAL RESULT [--composite FILE] [--mask FILE] [--map FILE]'
const { signal } = new AbortController()

function readArguments() {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { composite: text, mask: text, map: text },
    })
    const [original, result] = positionals
    if (original && result && positionals.length === 2) return { ...values, original, result }
  } catch (cause) {
    throw new AppError('bad_request', USAGE, { cause })
  }
  throw new AppError('bad_request', USAGE)
}

/** The file's ending chooses the format: `.webp`, or PNG. */
const formatOf = (file: string) => (file.toLowerCase().endsWith('.webp') ? 'webp' : 'png')

try {
  const { original, result, composite, mask, map } = readArguments()
  const pair = { original: await readPicture(original), result: await readPicture(result) }
  const compared = compare(pair.original.seen, pair.result.seen)
  if (map) await writeFile(map, await encodeGrey(mapImage(compared.map)))
  if (composite || mask) {
    const request = { original, result, format: formatOf(composite ?? 'png') } as const
    const made = await compositeCompared(signal, request, pair, compared)
    if (composite) await writeFile(composite, made.bytes)
    if (mask) await writeFile(mask, made.mask)
  }
  const { kept, warnings, sentences } = describeReport(compared.report, pair.original.seen)
  console.log(JSON.stringify({ ...compared.report, words: [kept, ...warnings, ...sentences] }, null, 2))
} catch (error) {
  if (!(error instanceof AppError)) console.error(error)
  console.log(JSON.stringify({ error: toReport(error) }))
  process.exitCode = 2
}
