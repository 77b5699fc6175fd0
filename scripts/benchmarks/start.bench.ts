import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startInstance } from '../../tests/support/instance'
import { median, type Row } from './row'

const RUNS = 5
/** Long enough for the garbage of starting to be collected. */
const IDLE_MS = 10_000

const NPM_START = ['npm', 'start'] as const

/** From `npm start` to the printed address, on a machine where everything is installed and built. */
async function measureStart(dataDir: string): Promise<number> {
  const startMs = performance.now()
  const instance = await startInstance({ dataDir, command: NPM_START })
  const tookMs = performance.now() - startMs
  await instance.stop()
  return tookMs
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

const residentMb = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function measureMemory(dataDir: string): Promise<Row[]> {
  const instance = await startInstance({ dataDir })
  await fetch(instance.url)
  await delay(IDLE_MS)
  const children = childrenOf(instance.process.pid ?? 0)
  const find = (name: string) =>
    children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${name}.mjs`)) ?? 0
  const rows = ['web', 'worker'].map(
    (name): Row => ({
      name: `idle memory of ${name}`,
      value: residentMb(find(name)),
      unit: 'MB',
      limit: 150,
    }),
  )
  await instance.stop()
  return rows
}

export async function measure(): Promise<Row[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterimage-bench-'))
  try {
    await measureStart(dataDir)
    const times: number[] = []
    for (let run = 0; run < RUNS; run += 1) times.push(await measureStart(dataDir))
    return [
      { name: 'npm start, when built, to ready', value: median(times), unit: 'ms', limit: 3_000 },
      ...(await measureMemory(dataDir)),
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
