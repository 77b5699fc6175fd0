import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './process.mjs'

function* filesUnder(name) {
  const file = path.join(ROOT, name)
  if (!existsSync(file)) return
  if (!statSync(file).isDirectory()) return void (yield name)
  for (const entry of readdirSync(file).sort()) yield* filesUnder(`${name}/${entry}`)
}

/** One hash of the names and contents of files and of all files in folders: times change with every clone. */
export function hashSources(names) {
  const hash = createHash('sha256')
  for (const name of names.flatMap((each) => [...filesUnder(each)]))
    hash.update(`${name}\0`).update(readFileSync(path.join(ROOT, name)))
  return hash.digest('hex')
}
