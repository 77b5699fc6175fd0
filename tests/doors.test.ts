import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Lowest versions without a known hole: see the advisories of Next, React, sharp (libvips) and undici. */
const FLOORS = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  sharp: '0.35.3',
  undici: '7.30.2',
}
/** Each server action is a door of its own, open to whoever knows its id: none comes in unseen. */
const ACTIONS = [
  'cancelEdit',
  'cancelSelection',
  'checkEdit',
  'checkModelAgain',
  'createProject',
  'deleteNodes',
  'deleteProject',
  'dismissEdit',
  'findSelection',
  'forgetPrompt',
  'keepEdit',
  'loadFidelity',
  'loadProjects',
  'loadRecipe',
  'loadSavedPrompts',
  'loadSnapshot',
  'loadSpending',
  'loadStandings',
  'lookAhead',
  'moveNodes',
  'openRecipe',
  'renameNode',
  'renameProject',
  'restoreNodes',
  'restoreProject',
  'retryEdit',
  'runAgain',
  'savePrompt',
  'setInputs',
  'starNode',
  'startComposite',
  'startParts',
  'startReplay',
  'startRun',
]
/** Where the parts are handed out without a wrapper that asks for a session. */
const HANDS_OUT_PARTS = [
  'app/api/handle.ts',
  'app/api/health/route.ts',
  'app/page-services.ts',
  'app/projects/[projectId]/act.ts',
  'app/sign-in/page.tsx',
]
const ENTERING = ['app/api/sign-in/route.ts', 'app/api/sign-out/route.ts']

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
const read = (file: string) => readFileSync(file, 'utf8')
const app = filesOf('app')
const routes = app.filter((file) => file.endsWith('/route.ts') && file !== 'app/api/health/route.ts')

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true, sensitivity: 'base' }) >= 0

test.each(Object.entries(FLOORS))('%s is installed in version %s or later', (name, floor) => {
  const { version } = JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string }
  expect(isAtLeast(version, floor), `${name} ${version}`).toBe(true)
})

test('versions are compared by number', () => {
  expect([isAtLeast('16.10.0', '16.4.6'), isAtLeast('16.4.5', '16.4.6')]).toEqual([true, false])
})

test('the server actions are the known ones, each behind the one wrapper', () => {
  const files = [...app, ...filesOf('components'), ...filesOf('lib')].filter((file) =>
    /^\s*['"]use server['"]/m.test(read(file)),
  )
  expect(files).toEqual(['app/projects/[projectId]/actions.ts'])
  const text = read(files[0]!)
  const exported = [...text.matchAll(/^export (?:const|async function|function) (\w+)/gm)].map(
    ([, name]) => name,
  )
  const wrapped = [...text.matchAll(/^export const (\w+)\S* \S+ = async \([^)]*\) =>\s+act\(/gm)].map(
    ([, name]) => name,
  )
  expect(exported.sort()).toEqual(ACTIONS)
  expect(wrapped.sort()).toEqual(ACTIONS)
})

test('every route is behind a wrapper: what changes something behind the stricter one', () => {
  const wrapperOf = { GET: 'reading', HEAD: 'reading', PUT: 'changing', POST: 'changing', DELETE: 'changing' }
  expect(routes.length).toBeGreaterThan(5)
  for (const file of routes) {
    const handlers = [...read(file).matchAll(/^export (?!const dynamic)(.*)$/gm)].map(
      ([, rest]) => rest ?? '',
    )
    for (const handler of handlers) {
      const method = /^const (\w+) = /.exec(handler)?.[1] as keyof typeof wrapperOf
      const wrapper = ENTERING.includes(file) ? 'entering' : wrapperOf[method]
      expect(handler, file).toMatch(new RegExp(`^const ${method} = ${wrapper}[<(]`))
    }
  }
})

test('nobody gets at the parts of the server without being asked who he is', () => {
  expect(app.filter((file) => /\bgetServices\b/.test(read(file)))).toEqual(HANDS_OUT_PARTS)
})

test('the matcher of the proxy leaves out what carries large bodies', () => {
  const matcher = /matcher: '(.*)'/.exec(read('proxy.ts'))?.[1]?.replace('\\\\', '\\')
  const covers = (path: string) => new RegExp(`^${matcher}$`).test(path)
  expect(['/', '/projects', '/sign-in', '/apical', '/icon.svgx'].filter((path) => !covers(path))).toEqual([])
  expect(
    ['/api/images', '/api/projects/import', '/_next/static/a.js', '/icon.svg', '/icons.svg'].filter(covers),
  ).toEqual([])
})
