import './node-version.mjs'

const { existsSync, mkdirSync, readFileSync, rmSync } = await import('node:fs')
const path = await import('node:path')
const { installDependencies } = await import('./install.mjs')
const { buildPrograms, buildWeb } = await import('./build.mjs')
const { ROOT, run } = await import('./process.mjs')

const RESULTS = path.join(ROOT, 'test-results')
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)

/** One check: silent when it passes, all of its output when it fails. */
async function check(command, args) {
  const output = []
  const passed = (await run(command, args, { output })) === 0
  if (!passed) process.stdout.write(Buffer.concat(output))
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 }
}

async function types() {
  const made = await check(process.execPath, [path.join(ROOT, 'node_modules/next/dist/bin/next'), 'typegen'])
  return made.failed ? made : check(bin('tsc'), ['--noEmit'])
}

async function build() {
  await buildPrograms()
  await buildWeb()
  return { passed: 1, failed: 0 }
}

/** A run that broke off, or a file that could not be loaded, is a failure although no test of it failed. */
async function suite(command, args, { env, resultFile, count }) {
  const code = await run(command, args, { env: { ...process.env, ...env } })
  const file = path.join(RESULTS, resultFile)
  const counted = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  return { ...counted, failed: code === 0 ? counted.failed : Math.max(1, counted.failed) }
}

const unit = () =>
  suite(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}/unit.json`],
    {
      resultFile: 'unit.json',
      count: (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests,
      }),
    },
  )

async function browser() {
  const { requireBrowser } = await import('./browser.mjs')
  const env = {
    CHROMIUM_PATH: await requireBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: `${RESULTS}/browser.json`,
  }
  return suite(bin('playwright'), ['test', '--reporter=list,json', '--pass-with-no-tests'], {
    env,
    resultFile: 'browser.json',
    count: ({ stats }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
  })
}

const STEPS = [
  { name: 'lint', work: () => check(bin('biome'), ['check', '--error-on-warnings', '.']) },
  { name: 'types', work: types },
  { name: 'build', work: build },
  { name: 'unit, contract and platform tests', work: unit },
  { name: 'browser tests', work: browser },
]

async function perform({ name, work }) {
  const startMs = Date.now()
  console.log(`\n── ${name}`)
  const result = await work().catch((error) => {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  })
  return { name, skipped: 0, ...result, seconds: Math.round((Date.now() - startMs) / 1000) }
}

async function main() {
  await installDependencies()
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS)
  const results = []
  for (const step of STEPS) results.push(await perform(step))

  console.log()
  for (const { name, passed, failed, skipped, seconds } of results)
    console.log(
      `${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
    )
  const sum = (key) => results.reduce((total, each) => total + each[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') > 0 ? 1 : 0
}

try {
  await main()
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
