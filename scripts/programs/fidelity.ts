import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { AppError, toReport } from '@/lib/errors'
import { reportFiles } from '@/lib/fidelity/comparison.server'
import { compositeFiles } from '@/lib/fidelity/composite-files.server'

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
  const answer = await reportFiles(signal, { original, result })
  if (map) await writeFile(map, answer.map)
  if (composite || mask) {
    const made = await compositeFiles(signal, { original, result, format: formatOf(composite ?? 'png') })
    if (composite) await writeFile(composite, made.bytes)
    if (mask) await writeFile(mask, made.mask)
  }
  console.log(JSON.stringify(answer.report, null, 2))
} catch (error) {
  if (!(error instanceof AppError)) console.error(error)
  console.log(JSON.stringify({ error: toReport(error) }))
  process.exitCode = 2
}
