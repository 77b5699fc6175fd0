import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** Lower storeys first; what stands in one row does not know its neighbours. */
const STOREYS = [
  ['lib/errors.ts', 'lib/cn.ts'],
  ['lib/env.server.ts'],
  ['lib/net', 'lib/storage', 'lib/db'],
  ['lib/images'],
  ['lib/models', 'lib/engine', 'lib/fidelity'],
  ['lib/edits'],
  ['lib/providers', 'lib/history', 'lib/auth'],
  ['lib/jobs', 'lib/studio'],
  ['lib/services.server.ts'],
  ['components/ui'],
  readdirSync('components')
    .filter((name) => !['ui', 'studio'].includes(name))
    .map((area) => `components/${area}`),
  ['components/studio'],
  ['app'],
]
const MAX_LINES = 250
/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /(^|\/)(utils?|helpers?|common|misc|types|constants|index)(\.|\/)/
const SOURCE = /\.(ts|tsx|mjs)$/

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesUnder(file) : SOURCE.test(file) ? [file] : []
  })

const house = ['lib', 'components', 'app'].flatMap(filesUnder)
const everything = [...house, ...filesUnder('scripts'), ...filesUnder('tests')]
const textOf = new Map(everything.map((file) => [file, readFileSync(file, 'utf8')]))

/** Import specifiers, those of types too: what one knows of another counts, not only what is loaded. */
function importsOf(file: string): string[] {
  const text = textOf.get(file) ?? ''
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '')
}

function resolve(file: string, specifier: string): string | undefined {
  if (!/^(@\/|\.)/.test(specifier)) return undefined
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(file), specifier)
  return [target, `${target}.ts`, `${target}.tsx`].find((candidate) => textOf.has(candidate))
}

const edges = house.flatMap((file) =>
  importsOf(file).flatMap((specifier) => {
    const target = resolve(file, specifier)
    return target ? [{ file, target }] : []
  }),
)

const partOf = (file: string) => STOREYS.flat().find((part) => file === part || file.startsWith(`${part}/`))
const storeyOf = (part: string) => STOREYS.findIndex((row) => row.includes(part))

test('every file of the house has its place on a storey', () => {
  expect(house.filter((file) => !partOf(file))).toEqual([])
})

test('imports lead downwards: never up, never to a neighbour', () => {
  const wrong = edges.filter(({ file, target }) => {
    const [from, to] = [partOf(file) ?? '', partOf(target) ?? '']
    return from !== to && storeyOf(to) >= storeyOf(from)
  })
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('no file leads back to itself', () => {
  const done = new Set<string>()
  const circles: string[] = []
  function walk(file: string, way: string[]) {
    if (way.includes(file)) return void circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const edge of edges.filter((each) => each.file === file)) walk(edge.target, [...way, file])
    done.add(file)
  }
  for (const file of house) walk(file, [])
  expect(circles).toEqual([])
})

test('a file for the server says so in its name and in its first line', () => {
  const named = house.filter((file) => /\.server\.tsx?$/.test(file))
  const unguarded = named.filter((file) => !textOf.get(file)?.startsWith("import 'server-only'"))
  const unnamed = house.filter(
    (file) => textOf.get(file)?.includes("import 'server-only'") && !named.includes(file),
  )
  expect([...unguarded, ...unnamed]).toEqual([])
})

test('what has no suffix needs neither server nor browser', () => {
  const pure = house.filter((file) => file.startsWith('lib/') && !/\.(server|client)\.tsx?$/.test(file))
  const leaning = pure.filter((file) =>
    importsOf(file).some(
      (specifier) => /\.(server|client)$/.test(specifier) || specifier.startsWith('node:'),
    ),
  )
  expect(leaning).toEqual([])
})

test('what runs in the browser imports nothing of the server but its types', () => {
  const inBrowser = house.filter(
    (file) => /^['"]use client/.test(textOf.get(file) ?? '') || /\.client\.tsx?$/.test(file),
  )
  const reaching = inBrowser.filter((file) =>
    /^import (?!type)[^'\n]*'[^']*\.server'/m.test(textOf.get(file) ?? ''),
  )
  expect(reaching).toEqual([])
})

test('a file does one thing, within 250 lines', () => {
  const long = [...house, ...filesUnder('scripts')].filter(
    (file) => (textOf.get(file)?.split('\n').length ?? 0) > MAX_LINES + 1,
  )
  expect(long).toEqual([])
})

test('names are kebab-case nouns that say what is inside', () => {
  const odd = everything.filter(
    (file) =>
      EMPTY_NAMES.test(file) ||
      !path
        .basename(file)
        .split('.')
        .every((part) => /^[a-z0-9-]+$/.test(part)),
  )
  expect(odd).toEqual([])
})

test('nothing is switched off, left for later or typed as anything', () => {
  const banned = [
    /biome-ignore/,
    /@ts-(ignore|expect-error|nocheck)/,
    /\bTODO\b|\bFIXME\b/,
    /:\s*any\b|\bas any\b/,
  ]
  const own = 'tests/house.test.ts'
  const guilty = everything.filter(
    (file) => file !== own && banned.some((word) => word.test(textOf.get(file) ?? '')),
  )
  expect(guilty).toEqual([])
})

test('the lock file names every optional package, so that npm ci works on every platform', () => {
  type Package = { optionalDependencies?: Record<string, string> }
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Package>
  }
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})
