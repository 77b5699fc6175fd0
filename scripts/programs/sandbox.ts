import { parseArgs } from 'node:util'
import { createSandbox, type Sandbox } from '@/lib/providers/sandbox/sandbox.server'

/** `npm run sandbox -- [--port 4010] [--delay 1500]`: both cloud vendors on this machine, for trying them without a key. */

const options = {
  port: { type: 'string', default: '4010' },
  delay: { type: 'string', default: '1500' },
} as const

async function open(): Promise<Sandbox> {
  const { port, delay } = parseArgs({ options }).values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`--port ${port} is no port.`)
  if (!/^\d{1,7}$/.test(delay)) throw new Error(`--delay ${delay} is no time in milliseconds.`)
  return createSandbox({ port: Number(port), delayMs: Number(delay) }).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(
      `Port ${port} is in use by another program. Choose another one: --port ${Number(port) + 1}`,
    )
  })
}

const sandbox = await open().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})

console.log(`The sandbox plays AIML API and Pixazo at ${sandbox.url}

Start Afterimage against it:

  AIML_BASE_URL=${sandbox.url} AIML_API_KEY=sandbox-key \\
  PIXAZO_BASE_URL=${sandbox.url} PIXAZO_API_KEY=sandbox-key \\
  ALLOW_PRIVATE_ADDRESSES=${sandbox.host} npm start

Words in a prompt make it fail or answer in other ways, e.g. [fail:429 retry-after=7 times=1], [answer:b64],
[result:expired], [delay:5000]; all of them: lib/providers/sandbox/README.md
What was asked of it: ${sandbox.url}/sandbox/ledger`)

for (const name of ['SIGTERM', 'SIGINT'] as const)
  process.once(name, async () => {
    await sandbox.close()
    process.exit(0)
  })
