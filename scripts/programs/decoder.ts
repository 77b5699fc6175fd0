import { proveFiles } from '@/lib/fidelity/composite-files.server'
import { serveDecoder } from '@/lib/images/decoder/decoder-child.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'

serveDecoder({ ...createInlineDecoder(), prove: proveFiles })
