import { proveFiles } from '@/lib/fidelity/composite-files.server'
import type { Decoder } from '@/lib/images/decoder/decoder'
import { serveDecoder } from '@/lib/images/decoder/decoder-child.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'

const facts = (text: string) => text as unknown as ReturnType<Decoder['inspect']>

serveDecoder({
  ...createInlineDecoder(),
  prove: proveFiles,
  async inspect(_, path) {
    if (path === 'crash') process.exit(3)
    if (path === 'kill') process.kill(process.pid, 'SIGKILL')
    if (path === 'hang' || path === 'kill') for (;;);
    return facts(path === 'env' ? Object.keys(process.env).join() : 'fine')
  },
})
