import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startInstance } from '../../tests/support/instance'
import { residentMb } from './memory'
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

async function measureMemory(dataDir: string): Promise<Row[]> {
  const instance = await startInstance({ dataDir })
  await fetch(instance.url)
  await delay(IDLE_MS)
  const rows = (['web', 'worker'] as const).map(
    (name): Row => ({
      name: `idle memory of ${name}`,
      value: residentMb(instance, name),
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
