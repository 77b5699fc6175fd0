import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleProgram } from '../../support/program'

let program: string
const taken = createServer()

beforeAll(async () => {
  program = await bundleProgram('scripts/programs/sandbox.ts')
  taken.listen(0, '127.0.0.1')
  await once(taken, 'listening')
})
afterAll(() => {
  taken.close()
  rmSync(path.dirname(program), { recursive: true })
})

test.each([
  ['a port that is in use', () => ['--port', String((taken.address() as AddressInfo).port)]],
  ['a port that is none', () => ['--port', 'abc']],
])('says in one line what is wrong with %s', (_, options) => {
  const { status, stderr } = spawnSync(process.execPath, [program, ...options()], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).toMatch(/port/i)
})
