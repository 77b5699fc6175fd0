import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { edits, recipes } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import { mapKey } from '@/lib/edits/map-key'
import { readRecipe } from '@/lib/edits/recipe-records.server'
import { runAgain } from '@/lib/edits/run-again.server'
import type { RunInput } from '@/lib/edits/run-request'
import type { ChosenSelection } from '@/lib/edits/selection'
import { startComposite } from '@/lib/edits/start-composite.server'
import { startParts } from '@/lib/edits/start-parts.server'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'
import type { ProofAnswer } from '@/lib/fidelity/composite-files.server'
import { createProject } from '@/lib/history/project-records.server'
import { createRenditionStore } from '@/lib/images/copies/rendition-store.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { createIngest, type Ingest } from '@/lib/images/ingest/ingest.server'
import { greyOfLabel } from '@/lib/images/pixels/label-grey'
import { createPixelPool, type PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { imageKey } from '@/lib/images/record'
import { createCoolDowns } from '@/lib/jobs/cool-down'
import { measureEdit } from '@/lib/jobs/measure-edit.server'
import { prepareInput, readSelected } from '@/lib/jobs/prepare-input.server'
import { runBatch } from '@/lib/jobs/run-batch.server'
import type { BatchParts } from '@/lib/jobs/trip.server'
import { findModel } from '@/lib/models/catalogue'
import { createNoticeRecords } from '@/lib/models/notice-records.server'
import type { PreparedInput, Provider, ProviderAnswer } from '@/lib/providers/contract'
import { createLocalProvider } from '@/lib/providers/local.server'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { readStored } from '@/lib/storage/read.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { bundleProgram } from '@/tests/support/program'
import { createRunRequest } from '@/tests/support/run-requests'

const never = new AbortController().signal
let database: TestDatabase
let folder: string
let pool: PixelPool
let storage: Storage
let ingest: Ingest
let parts: BatchParts
let runs: StartRun

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'afterimage-composites-'))
  pool = createPixelPool({ entry: await bundleProgram('scripts/programs/pixels.ts'), size: 1 })
  storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  const images = createImageRecords(database.db)
  const decoder = createInlineDecoder()
  const tempDir = path.join(folder, 'temp')
  ingest = createIngest({
    storage,
    decoder,
    renditions: createRenditionStore({ storage, decoder, tempDir }),
    tempDir,
    findImage: (_signal, id) => images.find(id),
    saveImage: (_signal, image) => images.save(image),
    logFailure: (error) => {
      throw error
    },
    freeSpaceFloorBytes: 0,
  })
  runs = {
    db: database.db,
    findModel,
    availability: async () => ({ 'local/engine': { state: 'ready' } }),
    enqueue: async () => {},
    measure: async () => {},
  }
  const provider = createLocalProvider(pool) as Provider
  parts = {
    db: database.db,
    storage,
    workerId: randomUUID(),
    findModel,
    findProvider: () => provider,
    coolDowns: createCoolDowns(),
    notices: createNoticeRecords(database.db),
    availability: async () => ({}),
    checkRoom: async () => {},
    expectPicture: () => {},
    prepare: (signal, ...asked) => prepareInput(signal, { images, storage }, ...asked),
    maskOf: (signal, ...asked) => readSelected(signal, { images, storage }, ...asked),
    compose: (signal, request) => pool.run(signal, 'fidelity.composite', request),
    ingest: async (_signal, { bytes }) => (await ingest(never, { body: [bytes], name: 'result' })).image,
  }
})

afterAll(async () => {
  await pool.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const read = async (id: string) => (await readEditViews(database.db, eq(edits.id, id)))[0]!

async function finish(id: string) {
  const [row] = await database.db.select().from(edits).where(eq(edits.id, id))
  await runBatch(never, parts, row!.batchId, never)
  return read(id)
}

async function measure(id: string) {
  await measureEdit(never, { db: database.db, storage, pool }, id)
  return read(id)
}

/** An edit of half the cat, which takes a quarter of the time. */
async function editPhoto(prompt: string) {
  const photo = await sharp('public/samples/cat.jpg').resize(451).jpeg({ quality: 95 }).toBuffer()
  const { image } = await ingest(never, { body: [photo], name: 'cat.jpg' })
  const projectId = await createProject(database.db)
  const input = { imageId: image.id, editId: null, name: 'cat.jpg' }
  return { photo, projectId, input, edit: await editInput(projectId, input, prompt) }
}

async function editInput(projectId: string, input: RunInput, prompt: string) {
  const { edits: started } = await startRun(runs, createRunRequest({ projectId, inputs: [input], prompt }))
  return finish(started[0]!.id)
}

/** White where the result is to be taken: the left third. */
async function paintMask(width: number, height: number) {
  const white = await sharp({
    create: { width: Math.round(width / 3), height, channels: 3, background: '#fff' },
  })
    .png()
    .toBuffer()
  const mask = await sharp({ create: { width, height, channels: 3, background: '#000' } })
    .composite([{ input: white, left: 0, top: 0 }])
    .png()
    .toBuffer()
  return (await ingest(never, { body: [mask], name: 'mask.png' })).image.id
}

const pixelsOf = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer()

describe('the report of an edit', () => {
  it('says how much was kept and leaves its maps for the screen', async () => {
    const { edit: made } = await editPhoto('add text “HELLO” bottom right in white')
    const edit = await measure(made.id)
    expect(edit.state).toBe('succeeded')
    expect(edit.keptShare).toBeGreaterThan(0.8)
    expect(edit.keptShare).toBeLessThan(1)
    expect(edit.alignment).toMatchObject({ scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0 })
    expect(await storage.exists(never, mapKey(edit.id, 'changes'))).toBe(true)
    expect(await storage.exists(never, mapKey(edit.id, 'regions'))).toBe(true)
  })
})

describe('keeping everything else exactly as it was', () => {
  it('takes the result inside the mask alone, and its proof holds', async () => {
    const { photo, projectId, edit } = await editPhoto('black and white')
    const maskImageId = await paintMask(edit.image!.width, edit.image!.height)
    const request = {
      projectId,
      clientKey: randomUUID(),
      editId: edit.id,
      maskImageId,
      featherPx: 0,
      matchColour: false,
    }
    const composite = await finish((await startComposite(runs, request)).edits[0]!.id)
    expect(composite).toMatchObject({ state: 'succeeded', parentEditId: edit.id, modelId: 'local/composite' })

    const stored = await readStored(never, storage, imageKey(composite.image!.id))
    const [before, after] = [await pixelsOf(photo), await pixelsOf(stored)]
    const { width, height } = edit.image!
    let differing = 0
    for (let y = 0; y < height; y += 1)
      for (let x = Math.round(width / 3); x < width; x += 1)
        for (let c = 0; c < 3; c += 1)
          if (before[(y * width + x) * 3 + c] !== after[(y * width + x) * 3 + c]) differing += 1
    expect(differing).toBe(0)
    // The very share that the mask leaves, which the screen showed before.
    expect((await measure(composite.id)).keptShare).toBeCloseTo(1 - Math.round(width / 3) / width, 6)

    const mask = await readStored(never, storage, mapKey(composite.id, 'mask'))
    const proof = await pool.run<ProofAnswer>(never, 'fidelity.prove', {
      original: photo,
      image: stored,
      mask,
    })
    const { answered } = await readRecipe(database.db, composite.id)
    expect(proof).toMatchObject({ holds: true, imageHash: answered!.keptHash })
  })

  it('can be run again and gives the same bytes', async () => {
    const { projectId, edit } = await editPhoto('add text “HELLO” top left in yellow')
    const request = {
      projectId,
      clientKey: randomUUID(),
      editId: edit.id,
      maskImageId: null,
      featherPx: null,
      matchColour: false,
    }
    const first = await finish((await startComposite(runs, request)).edits[0]!.id)
    const again = await finish((await runAgain(runs, first.id, randomUUID(), false)).edits[0]!.id)
    expect(again.image!.id).toBe(first.image!.id)
    expect(again.id).not.toBe(first.id)
  })

  it('lays what a chain of edits changed onto the original itself', async () => {
    const { photo, projectId, input, edit } = await editPhoto('add text “HELLO” top left in yellow')
    const first = { imageId: edit.image!.id, editId: edit.id, name: 'first' }
    const second = await editInput(projectId, first, 'add text “BYE” bottom right in yellow')
    const request = { projectId, clientKey: randomUUID(), editId: second.id, ontoRoot: true }
    const choice = { maskImageId: null, featherPx: 0, matchColour: false }
    const made = await finish((await startComposite(runs, { ...request, ...choice })).edits[0]!.id)
    expect(made).toMatchObject({ state: 'succeeded', parentEditId: second.id, inputImageId: input.imageId })
    const stored = await readStored(never, storage, imageKey(made.image!.id))
    const mask = await readStored(never, storage, mapKey(made.id, 'mask'))
    const files = { original: photo, image: stored, mask }
    expect(await pool.run<ProofAnswer>(never, 'fidelity.prove', files)).toMatchObject({ holds: true })

    const [before, after] = [await pixelsOf(photo), await pixelsOf(stored)]
    const { width, height } = made.image!
    const isChanged = (from: number, to: number) => {
      const start = Math.round(from * height) * width * 3
      const end = Math.round(to * height) * width * 3
      return !before.subarray(start, end).equals(after.subarray(start, end))
    }
    expect([isChanged(0, 0.4), isChanged(0.6, 1)]).toEqual([true, true])
  })
})

describe('best parts', () => {
  /** The left third is the first result's, the right third the second's. */
  async function paintLabels(width: number, height: number) {
    const third = Math.round(width / 3)
    const data = Buffer.alloc(width * height)
    for (let at = 0; at < data.length; at += 1) {
      const x = at % width
      data[at] = x < third ? greyOfLabel(1, 2) : x >= width - third ? greyOfLabel(2, 2) : 0
    }
    const png = await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer()
    return (await ingest(never, { body: [png], name: 'labels.png' })).image.id
  }

  it('takes each area from its result and everything else from the original, and can be made again', async () => {
    const { photo, projectId, input, edit: grey } = await editPhoto('black and white')
    const warm = await editInput(projectId, input, 'sepia')
    const { width, height } = grey.image!
    const request = {
      projectId,
      clientKey: randomUUID(),
      originalImageId: input.imageId,
      editIds: [grey.id, warm.id],
      labelsImageId: await paintLabels(width, height),
      featherPx: 0,
      matchColour: false,
    }
    const made = await finish((await startParts(runs, request)).edits[0]!.id)
    expect(made).toMatchObject({ state: 'succeeded', parentEditId: null, inputImageId: input.imageId })
    const bytesOf = (id: string) => readStored(never, storage, imageKey(id))
    const image = await bytesOf(made.image!.id)
    const [original, first, second, result] = await Promise.all(
      [photo, await bytesOf(grey.image!.id), await bytesOf(warm.image!.id), image].map(pixelsOf),
    )
    const third = Math.round(width / 3)
    const sourceOf = (x: number) => (x < third ? first! : x >= width - third ? second! : original!)
    let differing = 0
    for (let at = 0; at < width * height; at += 1)
      for (let c = 0; c < 3; c += 1)
        if (result![3 * at + c] !== sourceOf(at % width)[3 * at + c]) differing += 1
    expect(differing).toBe(0)

    const mask = await readStored(never, storage, mapKey(made.id, 'mask'))
    const proof = await pool.run<ProofAnswer>(never, 'fidelity.prove', { original: photo, image, mask })
    const { answered, asked } = await readRecipe(database.db, made.id)
    expect(proof).toMatchObject({ holds: true, imageHash: answered!.keptHash })
    expect(asked.inputs.map(({ name }) => name)).toEqual([
      'original',
      'result 1: black and white',
      'result 2: sepia',
      'labels',
    ])
    const again = await finish((await runAgain(runs, made.id, randomUUID(), false)).edits[0]!.id)
    expect(again.image!.id).toBe(made.image!.id)
  })

  it('refuses a result that was made from another picture', async () => {
    const { projectId, edit } = await editPhoto('sepia')
    const request = {
      projectId,
      clientKey: randomUUID(),
      editIds: [edit.id],
      featherPx: 0,
      matchColour: false,
    }
    const labelsImageId = await paintLabels(30, 20)
    await expect(
      startParts(runs, { ...request, originalImageId: labelsImageId, labelsImageId }),
    ).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('an edit of the selection alone', () => {
  /** A vendor that paints all it gets green, at a size of its own, and takes note of what it got. */
  function greenVendor() {
    const got: { width: number; height: number; mask: boolean }[] = []
    const answer = (answered: ProviderAnswer['answered'], bytes: Buffer): ProviderAnswer => ({
      images: [{ bytes, seed: null }],
      missing: [],
      costUsd: 0.03,
      answered,
      notes: [],
    })
    const provider: Provider = {
      id: 'aiml',
      isFree: false,
      build({ inputs: [input], mask }) {
        got.push({ width: input!.width, height: input!.height, mask: mask !== undefined })
        return { transport: input, sent: { image: input!.sentHash }, hash: 'h'.repeat(64) }
      },
      async dispatch(_signal, { transport }) {
        const { bytes, width, height } = transport as PreparedInput
        const size = { width: Math.round(width * 0.8), height: Math.round(height * 0.8) }
        const painted = sharp(bytes)
          .resize(size.width, size.height, { fit: 'fill' })
          .tint({ r: 0, g: 200, b: 0 })
        return answer({ id: 'paid' }, await painted.jpeg({ quality: 95 }).toBuffer())
      },
    }
    return { provider, got }
  }

  async function start(
    selection: Partial<ChosenSelection>,
    modelId = 'aiml/bytedance-seededit-3.0-i2i',
    prompt = 'make it green',
  ) {
    const photo = await readFile('public/samples/cat.jpg')
    const { image } = await ingest(never, { body: [photo], name: 'cat.jpg' })
    const projectId = await createProject(database.db)
    const box = { x: 400, y: 200, width: 120, height: 90 }
    const request = createRunRequest({
      projectId,
      inputs: [{ imageId: image.id, editId: null, name: 'cat.jpg' }],
      modelIds: [modelId],
      prompt,
      selection: { imageId: image.id, box, maskImageId: null, isAlone: true, ...selection },
    })
    const asked = {
      ...runs,
      availability: async () => ({ [request.modelIds[0]!]: { state: 'ready' as const } }),
    }
    return { photo, box, asked, edit: (await startRun(asked, request)).edits[0]! }
  }

  async function finishAt(id: string, provider: Provider) {
    const before = parts.findProvider
    parts.findProvider = () => provider
    return finish(id).finally(() => {
      parts.findProvider = before
    })
  }

  it('sends the part with its surroundings and lays the answer back, every pixel outside equal', async () => {
    const { photo, box, asked, edit } = await start({})
    const { provider, got } = greenVendor()
    const made = await finishAt(edit.id, provider)
    expect(got).toEqual([{ width: 512, height: 512, mask: false }])
    const whole = await sharp(photo).metadata()
    expect(made).toMatchObject({
      state: 'succeeded',
      costUsd: 0.03,
      image: { width: whole.width, height: whole.height, format: 'png' },
    })

    const stored = await readStored(never, storage, imageKey(made.image!.id))
    const [before, after] = [await pixelsOf(photo), await pixelsOf(stored)]
    let [inside, outside] = [0, 0]
    for (let at = 0; at < before.length; at++) {
      if (before[at] === after[at]) continue
      const [x, y] = [Math.floor(at / 3) % whole.width, Math.floor(at / 3 / whole.width)]
      const isIn = x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height
      if (isIn) inside++
      else outside++
    }
    expect(outside).toBe(0)
    expect(inside).toBeGreaterThan(box.width * box.height)

    const { asked: recipe, answered } = await readRecipe(database.db, made.id)
    expect(recipe.selection).toMatchObject({ box, isAlone: true, within: { width: 512, height: 512 } })
    const received = await readStored(never, storage, imageKey(String(answered!.received)))
    expect(await sharp(received).metadata()).toMatchObject({ format: 'jpeg', width: 410, height: 410 })
    const mask = await readStored(never, storage, mapKey(made.id, 'mask'))
    const proof = await pool.run<ProofAnswer>(never, 'fidelity.prove', {
      original: photo,
      image: stored,
      mask,
    })
    expect(proof).toMatchObject({ holds: true, imageHash: answered!.keptHash })

    const again = (await runAgain(asked, made.id, randomUUID(), false)).edits[0]!
    expect((await readRecipe(database.db, again.id)).asked.selection).toEqual(recipe.selection)
  })

  it('is what “this” means to the local engine, with the same proof', async () => {
    const { photo, box, edit } = await start({}, 'local/engine', 'make this black and white')
    const made = await finish(edit.id)
    expect(made.state).toBe('succeeded')
    const stored = await readStored(never, storage, imageKey(made.image!.id))
    const middle = { left: box.x + 20, top: box.y + 20, width: 1, height: 1 }
    const [red, green, blue] = await sharp(stored).extract(middle).removeAlpha().raw().toBuffer()
    expect([green, blue]).toEqual([red, red])
    const { sent, answered } = await readRecipe(database.db, made.id)
    expect(answered).toMatchObject({ did: 'I will: make what is selected black and white' })
    expect(answered!.received).toBeUndefined()
    expect(sent!.selection).toMatch(/^[0-9a-f]{64}$/)
    const mask = await readStored(never, storage, mapKey(made.id, 'mask'))
    const files = { original: photo, image: stored, mask }
    expect(await pool.run<ProofAnswer>(never, 'fidelity.prove', files)).toMatchObject({ holds: true })
  })

  it('shows what was paid for when it cannot be laid back', async () => {
    const { edit } = await start({})
    const { compose } = parts
    parts.compose = () => Promise.reject(new AppError('setting_out_of_range'))
    const made = await finishAt(edit.id, greenVendor().provider)
    parts.compose = compose
    expect(made).toMatchObject({ state: 'succeeded', image: { width: 410, height: 410 } })
    expect(made.notes).toEqual([expect.stringContaining('could not be laid back')])
  })

  it('sends the whole photo when the selection is no more than what is meant', async () => {
    const { edit, photo } = await start({ isAlone: false })
    const { provider, got } = greenVendor()
    await finishAt(edit.id, provider)
    const { width, height } = await sharp(photo).metadata()
    expect(got).toEqual([{ width, height, mask: false }])
  })

  it('does not mean a photo of another size, on which a replay may bring it', async () => {
    const { edit } = await start({})
    const { provider, got } = greenVendor()
    const { asked } = await readRecipe(database.db, edit.id)
    const elsewhere = { ...asked, selection: { ...asked.selection!, picture: { width: 10, height: 10 } } }
    await database.db.update(recipes).set({ asked: elsewhere }).where(eq(recipes.editId, edit.id))
    expect(await finishAt(edit.id, provider)).toMatchObject({
      state: 'failed',
      failure: { code: 'selection_elsewhere', billed: 'no' },
    })
    expect(got).toEqual([])
  })

  it('refuses a selection beyond the photo', async () => {
    await expect(start({ box: { x: 5000, y: 0, width: 10, height: 10 } })).rejects.toMatchObject({
      code: 'bad_request',
    })
    await expect(start({ maskImageId: 'e'.repeat(64) })).rejects.toMatchObject({ code: 'not_found' })
  })
})
