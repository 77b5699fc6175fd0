import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles a program as the build does and returns its path. It must lie inside the project, or it would not find
 * the packages that stay outside of the bundle.
 */
export async function bundleProgram(source: string): Promise<string> {
  const folder = await mkdtemp(path.join(ROOT, 'node_modules', '.program-'))
  const outfile = path.join(folder, 'program.mjs')
  await build({
    absWorkingDir: ROOT,
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': ROOT.replace(/\/$/, ''), 'server-only': path.join(ROOT, 'tests/support/empty.ts') },
    logLevel: 'error',
  })
  return outfile
}
