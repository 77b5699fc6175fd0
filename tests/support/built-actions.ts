import { readFileSync } from 'node:fs'
import path from 'node:path'

type Manifest = { node: Record<string, { exportedName: string }> }

/** What `next build` wrote about itself. */
export const readBuilt = (name: string) => JSON.parse(readFileSync(path.join('.next', name), 'utf8'))

/** The server actions of the build, with the ids under which they are called. */
export function readActions(): { id: string; name: string }[] {
  const { node } = readBuilt('server/server-reference-manifest.json') as Manifest
  return Object.entries(node).map(([id, { exportedName }]) => ({ id, name: exportedName }))
}

/** The headers that call an action of the build. */
export const headersOf = (name: string): Record<string, string> => ({
  'next-action': readActions().find((action) => action.name === name)?.id ?? '',
  'content-type': 'text/plain;charset=UTF-8',
})
