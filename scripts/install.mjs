import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT, run, withProgress } from './process.mjs'

const readPackages = (file) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages

/** npm keeps a list of what it has installed; optional packages may be missing from it, as other platforms' are. */
function isInstalled() {
  const listed = 'node_modules/.package-lock.json'
  if (!existsSync(path.join(ROOT, listed))) return false
  const found = readPackages(listed)
  return Object.entries(readPackages('package-lock.json')).every(
    ([place, { version, optional, devOptional }]) =>
      place === '' || optional || devOptional || found[place]?.version === version,
  )
}

const npm = (command) =>
  run('npm', [command, '--include=dev', '--loglevel=error'], {
    stdout: process.stderr,
    env: { ...process.env, NODE_ENV: '' },
  })

/** Installs what package-lock.json names, when it is not there yet. Quiet when there is nothing to do. */
export async function installDependencies() {
  if (isInstalled()) return
  await withProgress('Installing dependencies (a minute, or several on a slow line; only once)', async () => {
    if ((await npm('ci')) === 0) return
    console.error('npm ci did not work; trying npm install')
    if ((await npm('install')) !== 0)
      throw new Error('The dependencies could not be installed. See the lines above, then try again.')
  })
}
