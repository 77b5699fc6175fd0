import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import { imageIdSchema, imageKey, renditionKey, renditionKindSchema } from '@/lib/images/record'
import {
  dropImage,
  dropUnrecorded,
  findUnused,
  purgeDeleted,
  whichAreSettled,
  whichExist,
} from '@/lib/jobs/sweep-records.server'
import type { Storage, StoredFile } from '@/lib/storage/contract'

export type SweepParts = { db: Records; storage: Storage; nowMs?: number }
export type Swept = { files: number; sizeBytes: number }

const DAY_MS = 86_400_000
/** How many keys are looked up in the records at once. */
const LOOKED_UP = 500

/**
 * Removes bytes that nobody refers to, a day after they were last wanted: of what was deleted, of uploads that were
 * never used, small copies and maps without their picture, raw answers whose pictures are stored, and what a crash left
 * without a record. Whatever was stored or seen within a day is left alone, so no upload or import can lose its bytes.
 */
export async function sweepStorage(signal: AbortSignal, parts: SweepParts): Promise<Swept> {
  const { db, storage } = parts
  const swept: Swept = { files: 0, sizeBytes: 0 }
  await purgeDeleted(db)
  for (const id of await findUnused(db)) {
    signal.throwIfAborted()
    const sizeBytes = (await storage.sizeOf(signal, imageKey(id))) ?? 0
    if (await dropImage(db, id, () => removeImage(signal, storage, id))) count(swept, sizeBytes)
  }
  await sweepFolder(signal, parts, 'images', swept, async (files) => {
    const ids = files.map(({ key }) => key.split('/').at(-1) ?? '')
    const known = await whichExist(db, 'images', ids)
    return files.filter((_file, index) => isHash(ids[index]!) && !known.has(ids[index]!))
  })
  await sweepFolder(signal, parts, 'renditions', swept, without(db, 'images'))
  await sweepFolder(signal, parts, 'fidelity', swept, without(db, 'edits'))
  await sweepFolder(signal, parts, 'selections', swept, async (files) => files)
  await sweepFolder(signal, parts, 'results', swept, async (files) => {
    const settled = await whichAreSettled(db, files.map(ownerOf))
    return files.filter((file) => settled.has(ownerOf(file)))
  })
  return swept
}

const isHash = (text: string): boolean => imageIdSchema.safeParse(text).success

/** `renditions/IMAGE/thumb.webp`, `fidelity/EDIT/mask.png`, `results/ATTEMPT/0`: the second part is whose it is. */
const ownerOf = ({ key }: StoredFile): string => key.split('/')[1] ?? ''

const without = (db: Records, table: 'images' | 'edits') => async (files: StoredFile[]) => {
  const known = await whichExist(db, table, files.map(ownerOf))
  return files.filter((file) => !known.has(ownerOf(file)))
}

function count(swept: Swept, sizeBytes: number): void {
  swept.files += 1
  swept.sizeBytes += sizeBytes
}

async function removeImage(signal: AbortSignal, storage: Storage, id: string): Promise<void> {
  for (const kind of renditionKindSchema.options) await storage.remove(signal, renditionKey(id, kind))
  await storage.remove(signal, imageKey(id))
}

/** Looks through a folder of keys, in parts, and removes those older than a day that `choose` names. */
async function sweepFolder(
  signal: AbortSignal,
  { db, storage, nowMs = Date.now() }: SweepParts,
  folder: string,
  swept: Swept,
  choose: (files: StoredFile[]) => Promise<StoredFile[]>,
): Promise<void> {
  const removeOne = async ({ key, sizeBytes }: StoredFile) => {
    const remove = () => storage.remove(signal, key)
    const id = key.split('/').at(-1)!
    if (folder !== 'images') await remove()
    else if (!(await dropUnrecorded(db, id, remove))) return
    count(swept, sizeBytes)
  }
  let waiting: StoredFile[] = []
  const flush = async () => {
    for (const file of await choose(waiting)) await removeOne(file)
    waiting = []
  }
  for await (const file of storage.list(signal, folder)) {
    if (nowMs - file.storedAtMs < DAY_MS) continue
    waiting.push(file)
    if (waiting.length >= LOOKED_UP) await flush()
  }
  await flush()
}
