import { proveFiles } from '@/lib/fidelity/composite-files.server'
import { serveDecoder } from '@/lib/images/decoder-child.server'
import { createInlineDecoder } from '@/lib/images/inline-decoder.server'

serveDecoder({ ...createInlineDecoder(), prove: proveFiles })
