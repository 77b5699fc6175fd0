import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const ALL = ['tests/**/*.test.ts', 'tests/**/*.test.tsx']
/** Files that share one process: to load the same modules anew for each takes longer than to run most of them. */
const TOGETHER = ['tests/components/**', 'tests/lib/**']
/** Files whose hooks or processes are their own. */
const APART = ['tests/lib/db/**', 'tests/lib/jobs/**']
const NEVER = ['tests/browser/**', 'node_modules/**']

/** As the framework has it: an imported picture is known by its address. */
const staticImages = {
  name: 'static-images',
  enforce: 'pre' as const,
  load: (id: string) => (id.endsWith('.svg') ? `export default { src: '/${path.basename(id)}' }` : undefined),
}

const shared = {
  plugins: [staticImages],
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: `${root}tests/support/empty.ts` },
      { find: /^@\//, replacement: root },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' as const } },
}
const limits = {
  // The runner would leave one core to whoever watches; nobody does.
  maxWorkers: '100%',
  testTimeout: 120_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  ...shared,
  test: {
    ...limits,
    globalSetup: ['tests/support/temp-folder.ts', 'tests/support/shared-postgres.ts'],
    projects: [
      {
        ...shared,
        test: {
          ...limits,
          name: 'together',
          include: TOGETHER.flatMap((folder) => [`${folder}/*.test.ts`, `${folder}/*.test.tsx`]),
          exclude: [...NEVER, ...APART],
          isolate: false,
          // What one file leaves behind would meet the next.
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        ...shared,
        test: {
          ...limits,
          name: 'apart',
          include: ALL,
          exclude: [...NEVER, 'tests/components/**', 'tests/lib/!(db|jobs)/**'],
        },
      },
    ],
  },
})
