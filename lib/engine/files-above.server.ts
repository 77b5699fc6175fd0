import 'server-only'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

function above(start: string, place: string): string | undefined {
  const found = path.join(start, place)
  if (existsSync(found)) return found
  const parent = path.dirname(start)
  return parent === start ? undefined : above(parent, place)
}

/** A folder or file that ships with us, seen from this file (sources or bundle) or from where the program started. */
export const findShipped = (place: string): string | undefined =>
  above(path.dirname(fileURLToPath(import.meta.url)), place) ?? above(process.cwd(), place)
