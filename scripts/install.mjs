import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT, run, withProgress } from './process.mjs'

const STAMP = path.join(ROOT, 'node_modules/.afterimage-installed')

/** Other machine, other Node: other binaries. */
function wantedStamp() {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  return `${hash} ${process.platform} ${process.arch} ${process.versions.modules}`
}

// A container image brings its dependencies along, without those that only development needs.
const isInstalled = () => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8') === wantedStamp() : false)

const npm = (...args) =>
  run('npm', [...args, '--include=dev', '--loglevel=error'], {
    stdout: process.stderr,
    env: { ...process.env, NODE_ENV: '' },
  })

/** Installs what package-lock.json names, when it is not there yet. Quiet when there is nothing to do. */
export async function installDependencies() {
  if (isInstalled()) return
  await withProgress('Installing dependencies (a minute or two, only once)', async () => {
    if ((await npm('ci')) === 0) return
    console.error('npm ci did not work; trying npm install')
    if ((await npm('install')) !== 0)
      throw new Error('The dependencies could not be installed. See the lines above, then try again.')
  })
  writeFileSync(STAMP, wantedStamp())
}
