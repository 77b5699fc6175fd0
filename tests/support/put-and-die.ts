import { createFolderStorage } from '@/lib/storage/folder.server'

/** Stores a body in `argv[2]` and is killed by itself in the middle of it, as by the system. */
async function* body() {
  yield Buffer.alloc(1_000_000, 1)
  process.kill(process.pid, 'SIGKILL')
  for (;;) yield Buffer.alloc(1)
}

const storage = createFolderStorage({ folder: process.argv[2] ?? '', freeSpaceFloorBytes: 0 })
await storage.put(new AbortController().signal, 'images/aa/key', body())
