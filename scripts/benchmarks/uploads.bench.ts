import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { startInstance } from '../../tests/support/instance'
import { openBrowser, openPage, takeLongestTask } from './browser'
import type { Row } from './row'

const COUNT = 16
const BYTES = 10_000_000
/** Judging all of them gives way to whatever else the machine does. */
const PATIENCE_MS = 120_000

/** Sixteen different photos of about 10 MB and 20 megapixels each, grained as cameras make them. */
async function makePhotos(folder: string): Promise<string[]> {
  const size = { width: 5472, height: 3648 }
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const grain = await sharp({ create: { ...size, channels: 3, background: '#888', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const files: string[] = []
  for (let index = 0; index < COUNT; index += 1) {
    const file = path.join(folder, `photo-${index}.jpg`)
    await sharp('public/samples/fig-red-bowl.jpg')
      .modulate({ hue: index * 20 })
      .resize(size.width, size.height, { fit: 'cover' })
      .composite([{ input: grain, blend: 'soft-light' }])
      .jpeg({ quality: 95 })
      .toFile(file)
    files.push(file)
  }
  return files
}

/**
 * Chooses all files at once, in the dialog of the button as a person does, and waits for their thumbnails; times from
 * the moment the page hears of them.
 */
async function measureSelection(page: Page, files: string[]): Promise<{ firstMs: number; allMs: number }> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    // What photos need is fetched and started while the dialog is open: nobody finds sixteen of them faster.
    page.waitForEvent('worker'),
    page.getByLabel('Add images', { exact: true }).click(),
  ])
  await takeLongestTask(page)
  const seen = page.evaluate(
    (count) =>
      new Promise<{ firstMs: number; allMs: number }>((resolve) => {
        let startMs = 0
        let firstMs = 0
        addEventListener('change', () => (startMs = performance.now()), { capture: true, once: true })
        // Woken by changes only: looking at every frame would keep the browser busy that is measured.
        const observer = new MutationObserver(() => {
          const shown = document.querySelectorAll('[aria-label="Input images"] li img').length
          if (startMs && shown > 0) firstMs ||= performance.now() - startMs
          if (!startMs || shown < count) return
          observer.disconnect()
          resolve({ firstMs, allMs: performance.now() - startMs })
        })
        observer.observe(document.body, { subtree: true, childList: true })
      }),
    files.length,
  )
  await chooser.setFiles(files)
  return seen
}

/** Sixteen large photos chosen at once: the page must not stumble. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterimage-bench-'))
  const instance = await startInstance()
  const browser = await openBrowser()
  try {
    const files = await makePhotos(folder)
    const page = await openPage(browser, instance.url)
    const startMs = performance.now()
    const { firstMs, allMs } = await measureSelection(page, files)
    await page.getByText(`${COUNT} of 16`).waitFor({ timeout: PATIENCE_MS })
    await page.waitForFunction(
      () => !document.querySelector('[aria-label="Input images"] [role=progressbar]'),
      undefined,
      { timeout: PATIENCE_MS },
    )
    return [
      { name: 'size of one photo', value: statSync(files[0]!).size / BYTES, unit: '1' },
      { name: '16 photos, first thumbnail', value: firstMs, unit: 'ms', limit: 500 },
      { name: '16 photos, all thumbnails', value: allMs, unit: 'ms', limit: 4_000 },
      {
        name: '16 photos, longest task of the page',
        value: await takeLongestTask(page),
        unit: 'ms',
        limit: 50,
      },
      { name: '16 photos, all taken in by the server', value: performance.now() - startMs, unit: 'ms' },
    ]
  } finally {
    await browser.close()
    await instance.stop()
    rmSync(folder, { recursive: true, force: true })
    rmSync(instance.dataDir, { recursive: true, force: true })
  }
}
