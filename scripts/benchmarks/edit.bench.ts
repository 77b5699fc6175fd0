import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { startInstance } from '../../tests/support/instance'
import { openBrowser, openPage, pressRun } from './browser'
import { median, type Row } from './row'

const RUNS = 7
/** People look at a result before they ask for the next one: by then it is measured, and nothing else goes on. */
const REST_MS = 5_000
/** What the product may take beside the operation itself. */
const ALLOWED_MS = 150

/** One megapixel of a real photo. */
const makePhoto = (file: string) =>
  sharp('public/samples/fig-red-bowl.jpg')
    .resize(1152, 896, { fit: 'cover' })
    .jpeg({ quality: 90 })
    .toFile(file)

/** The same operation without a product around it: file in, black and white, file out. */
async function measureBare(photo: string, out: string): Promise<number> {
  const startMs = performance.now()
  await sharp(photo).greyscale().toColourspace('srgb').png({ compressionLevel: 2 }).toFile(out)
  return performance.now() - startMs
}

/** From the click on Run to the painted result, and how long the server took to say that the edit is queued. */
async function measureEdit(page: Page): Promise<{ paintedMs: number; answeredMs: number }> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  const { clickMs, paintedMs } = await pressRun(page, 1)
  const { responseStart, requestStart } = (await answered).request().timing()
  return { paintedMs: paintedMs[0]! - clickMs, answeredMs: responseStart - requestStart }
}

/** How long one edit takes from the click to the picture, beside the bare operation in the same minute. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterimage-bench-'))
  const instance = await startInstance()
  const browser = await openBrowser()
  try {
    const photo = path.join(folder, 'photo.jpg')
    await makePhoto(photo)
    const page = await openPage(browser, instance.url)
    await page.locator('input[type=file]').first().setInputFiles(photo)
    await page.getByRole('list', { name: 'Input images' }).getByText('Primary').waitFor()
    const edits: { paintedMs: number; answeredMs: number }[] = []
    const bare: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      await page.waitForTimeout(REST_MS)
      // Another instruction each time, so that no result is known from before; each is black and white at heart.
      await page.getByRole('textbox', { name: 'Prompt' }).fill(`make it ${60 + run} % black and white`)
      const edit = await measureEdit(page)
      const bareMs = await measureBare(photo, path.join(folder, 'out.png'))
      if (run === 0) continue
      edits.push(edit)
      bare.push(bareMs)
    }
    const bareMs = median(bare)
    return [
      { name: 'bare script, black and white, 1 MP', value: bareMs, unit: 'ms' },
      {
        name: 'click to painted result, black and white, 1 MP',
        value: median(edits.map((edit) => edit.paintedMs)),
        unit: 'ms',
        limit: 2 * bareMs + ALLOWED_MS,
      },
      {
        name: 'startRun answers',
        value: median(edits.map((edit) => edit.answeredMs)),
        unit: 'ms',
        limit: 50,
      },
    ]
  } finally {
    await browser.close()
    await instance.stop()
    rmSync(folder, { recursive: true, force: true })
    rmSync(instance.dataDir, { recursive: true, force: true })
  }
}
