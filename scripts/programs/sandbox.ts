import { parseArgs } from 'node:util'
import { createSandbox } from '@/lib/providers/sandbox/sandbox.server'

/** `npm run sandbox -- [--port 4010] [--delay 1500]`: both cloud vendors on this machine, for trying them without a key. */

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4010' }, delay: { type: 'string', default: '1500' } },
})
const sandbox = await createSandbox({ port: Number(values.port), delayMs: Number(values.delay) })

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
