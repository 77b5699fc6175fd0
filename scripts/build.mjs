import './node-version.mjs'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { ROOT, run, withProgress } from './process.mjs'
import { hashSources } from './sources.mjs'

const brotli = promisify(brotliCompress)
const DIST = path.join(ROOT, 'dist')
const SHARED = ['lib', 'package.json', 'package-lock.json']
const PROGRAM_SOURCES = [...SHARED, 'scripts/programs', 'scripts/supervisor', 'scripts/build.mjs']
const WEB_SOURCES = [
  ...SHARED,
  'app',
  'components',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tailwind.config.ts',
]

const stampFile = (part) => path.join(DIST, `${part}.stamp`)
const isFresh = (part, stamp) =>
  existsSync(stampFile(part)) && readFileSync(stampFile(part), 'utf8') === stamp
function writeStamp(part, stamp) {
  mkdirSync(DIST, { recursive: true })
  writeFileSync(stampFile(part), stamp)
}

/** Packages of many small files, of which a program needs little: to find and read those takes longer than our own code. */
const INSIDE = ['culori', 'zod']

function packagesOutside() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !INSIDE.includes(name))
}

/** For esbuild: each file of scripts/programs becomes `dist/NAME.mjs`, with our own code inside and packages outside. */
export function programOptions() {
  const names = readdirSync(path.join(ROOT, 'scripts/programs')).filter((name) => name.endsWith('.ts'))
  return {
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => `scripts/programs/${name}`),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: packagesOutside(),
    alias: { '@': ROOT },
    plugins: [withoutServerOnly],
    sourcemap: true,
    logLevel: 'silent',
  }
}

/** `server-only` throws outside Next. */
const withoutServerOnly = {
  name: 'without-server-only',
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, () => ({ path: 'server-only', namespace: 'empty' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }))
  },
}

/** Bundles the programs when their sources changed. A file appears whole: another process may be reading it. */
export async function buildPrograms() {
  const stamp = hashSources(PROGRAM_SOURCES)
  if (isFresh('programs', stamp)) return
  const { build, stop } = await import('esbuild')
  const { outputFiles } = await build({ ...programOptions(), write: false })
  await stop()
  mkdirSync(DIST, { recursive: true })
  for (const { path: file, contents } of outputFiles) {
    writeFileSync(`${file}.${process.pid}`, contents)
    renameSync(`${file}.${process.pid}`, file)
  }
  writeStamp('programs', stamp)
}

/** Builds the pages when their sources changed. */
export async function buildWeb() {
  const stamp = hashSources(WEB_SOURCES)
  if (existsSync(path.join(ROOT, '.next/BUILD_ID')) && isFresh('web', stamp)) return
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const output = []
  const code = await withProgress(
    'Building the studio (half a minute, or several on a small machine; only after changes)',
    () => run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], { env, output }),
  )
  if (code !== 0)
    throw new Error(`${Buffer.concat(output)}\nThe studio could not be built. See the lines above.`)
  await packStatic()
  writeStamp('web', stamp)
}

/** The page's program, packed once as small as it gets: nobody waits for that here. */
async function packStatic() {
  const folder = path.join(ROOT, '.next/static')
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css)$/.test(name))
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      await writeFile(`${file}.br`, await brotli(await readFile(file)))
    }),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await buildPrograms()
    await buildWeb()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
