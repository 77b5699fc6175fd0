import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDatabase, type Database } from '@/lib/db/connection.server'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/db/embedded.server'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { headersOf } from '../support/built-actions'
import { createDataFolder } from '../support/data-folder'
import { type Instance, startInstance } from '../support/instance'
import { sendRaw } from '../support/raw-request'
import { type SandboxProcess, startSandbox } from '../support/sandbox-process'

/** A key of nobody, in the environment of the product and nowhere else. */
const KEY = 'sk-CANARY-5b1d7e93f4'
const FORMS = [KEY, encodeURIComponent(KEY), btoa(KEY), btoa(`:${KEY}`)]
const hitsIn = (text: string) => FORMS.filter((form) => text.includes(form))

const PHOTO = readFileSync('public/samples/cat.jpg')
const IMAGE_ID = createHash('sha256').update(PHOTO).digest('hex')
const MODELS = ['aiml/bytedance-seedream-v4-edit', 'pixazo/seededit-3.0']
/** Whatever a vendor may do with a key that it was sent: repeat it in every form, or just do its work. */
const PROMPTS = [
  'make it warm',
  'make it warm [answer:b64]',
  'make it warm [fail:400 form=echo]',
  'make it warm [fail:401 form=echo]',
  'make it warm [fail:404 form=echo]',
  'make it warm [fail:502 form=echo]',
  'make it warm [fail:429 retry-after=60 form=echo]',
  'make it warm [answer:job polls=1]',
  'make it warm [answer:job-failed]',
]

let server: EmbeddedDatabase
let database: Database
let sandbox: SandboxProcess
let instance: Instance
let projectId: string
const [dataDir, databaseDir] = [createDataFolder(), createDataFolder()]
const seen: string[] = []

const get = async (where: string, headers: Record<string, string> = {}) => {
  const answer = await sendRaw(instance.url, where, { headers })
  seen.push(JSON.stringify(answer))
  return answer
}

async function act(name: string, ...given: unknown[]): Promise<string> {
  const answer = await sendRaw(instance.url, `/projects/${projectId}`, {
    method: 'POST',
    headers: headersOf(name),
    body: JSON.stringify(given),
  })
  seen.push(JSON.stringify(answer))
  return answer.body
}

const run = (prompt: string, modelId: string) =>
  act('startRun', {
    projectId,
    clientKey: randomUUID(),
    prompt,
    inputs: [{ imageId: IMAGE_ID, editId: null, name: 'cat.jpg' }],
    modelIds: [modelId],
    settings: DEFAULT_RUN_SETTINGS,
  })

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())

async function editsLeft(): Promise<number> {
  const { rows } = await database.pool.query<{ left: number }>(
    'select count(*)::int as left from edits where finished_at is null and retry_at is null',
  )
  return rows[0]!.left
}

beforeAll(async () => {
  server = await startEmbedded(new AbortController().signal, databaseDir)
  sandbox = await startSandbox(KEY)
  instance = await startInstance({ dataDir, env: { ...sandbox.settings, DATABASE_URL: server.url } })
  database = createDatabase(server.url)
  projectId = (await sendRaw(instance.url, '/')).headers.location?.split('/').pop() ?? ''
  await sendRaw(instance.url, '/api/images?name=cat.jpg', { method: 'PUT', body: PHOTO })
  // A notice about one model must not keep the prompts that follow from being sent.
  for (const prompt of PROMPTS)
    for (const modelId of MODELS) {
      await run(prompt, modelId)
      await vi.waitFor(async () => expect(await editsLeft()).toBe(0), { timeout: 60_000, interval: 200 })
      await act('checkModelAgain', modelId)
      await database.pool.query('update edits set retry_at = null, finished_at = now() where state = $1', [
        'queued',
      ])
    }
}, 240_000)

afterAll(async () => {
  await instance.stop()
  await sandbox.close()
  await database.close()
  await server.stop()
  for (const folder of [dataDir, databaseDir]) rmSync(folder, { recursive: true, force: true })
})

test('the key reached the vendor with every kind of answer', async () => {
  expect((await sandbox.ledger()).length).toBeGreaterThanOrEqual(PROMPTS.length * MODELS.length - 4)
  const { rows } = await database.pool.query<{ state: string }>('select distinct state from edits')
  expect(rows.map((row) => row.state)).toEqual(
    expect.arrayContaining(['succeeded', 'failed', 'outcome_unknown']),
  )
})

test('no page, no payload of a page, no action and no event holds the key', async () => {
  for (const where of ['/', '/projects', `/projects/${projectId}`, '/models', '/nowhere', '/api/health']) {
    await get(where)
    await get(where, { rsc: '1' })
  }
  await get(`/api/projects/${projectId}/events?after=0`)
  await act('loadSnapshot', projectId)
  await act('loadSpending', projectId)
  const { rows } = await database.pool.query<{ id: string }>('select id from edits')
  for (const { id } of rows) {
    await act('loadRecipe', id)
    await act('checkEdit', id)
    await act('loadFidelity', id)
  }
  expect(seen.length).toBeGreaterThan(rows.length * 3)
  expect(hitsIn(seen.join('\n'))).toEqual([])
})

test('no row of any table holds the key', async () => {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const dump: string[] = []
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(`select t::text as row from ${name} t`)
    dump.push(...rows.map(({ row }) => row))
  }
  expect(dump.length).toBeGreaterThan(PROMPTS.length)
  expect(hitsIn(dump.join('\n'))).toEqual([])
})

test('no log line, no stored file and nothing that is served to browsers holds the key', () => {
  expect(hitsIn(instance.output())).toEqual([])
  const stored = filesUnder(path.join(dataDir, 'files'))
  expect(stored.length).toBeGreaterThan(PROMPTS.length)
  const holders = [...stored, ...filesUnder('.next/static')].filter(
    (file) => hitsIn(readFileSync(file, 'latin1')).length > 0,
  )
  expect(holders).toEqual([])
})
