import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { LedgerEntry } from '@/lib/providers/sandbox/ledger'

/** Both cloud vendors in a process of their own, as `npm run sandbox` starts them. */
export type SandboxProcess = {
  url: string
  host: string
  /** What the product needs to use it. */
  settings: Record<string, string>
  /** Every request for pictures since the last reset. */
  ledger(): Promise<LedgerEntry[]>
  control(orders: { next?: string[]; withdrawn?: string[]; delayMs?: number }): Promise<void>
  reset(): Promise<void>
  close(): Promise<void>
}

/**
 * @param key that the product sends; its settings carry it and nothing else does
 */
export async function startSandbox(key = 'sandbox-key', delayMs = 0): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['dist/sandbox.mjs', '--port', '0', '--delay', String(delayMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}:\n${output}`)))
    child.stdout.on('data', (chunk) => {
      output += chunk
      const found = /at (http:\S+)/.exec(output)
      if (found) resolve(found[1]!)
    })
  })
  const { host } = new URL(url)
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
  }
  return {
    url,
    host,
    settings: {
      AIML_BASE_URL: url,
      AIML_API_KEY: key,
      PIXAZO_BASE_URL: url,
      PIXAZO_API_KEY: key,
      ALLOW_PRIVATE_ADDRESSES: host,
    },
    async ledger() {
      const { entries } = (await (await fetch(`${url}/sandbox/ledger`)).json()) as { entries: LedgerEntry[] }
      return entries
    },
    control: (orders) => post('/sandbox/control', orders),
    reset: () => post('/sandbox/reset', {}),
    async close() {
      child.kill()
      await once(child, 'exit')
    },
  }
}
