import './node-version.mjs'

const { readdirSync, writeFileSync } = await import('node:fs')
const { cpus, totalmem } = await import('node:os')
const path = await import('node:path')
const { pathToFileURL } = await import('node:url')
const { installDependencies } = await import('./install.mjs')
const { buildPrograms, buildWeb, programOptions } = await import('./build.mjs')
const { GIVES_MEMORY_BACK } = await import('./memory.mjs')
const { ROOT, run } = await import('./process.mjs')

const FOLDER = path.join(ROOT, 'scripts/benchmarks')
const OUT = path.join(ROOT, 'dist/benchmarks')

/** Each `NAME.bench.ts` exports `measure(): Promise<Row[]>`, see `scripts/benchmarks/row.ts`. */
async function buildBenchmarks(names) {
  const { build, stop } = await import('esbuild')
  await build({ ...programOptions(), entryPoints: names.map((name) => path.join(FOLDER, name)), outdir: OUT })
  await stop()
}

const isMissed = ({ value, limit }) => limit !== undefined && value > limit
const round = (value) => Number(value.toPrecision(3))

async function main(wanted) {
  await installDependencies()
  await buildPrograms()
  await buildWeb()
  const names = readdirSync(FOLDER).filter(
    (name) => name.endsWith('.bench.ts') && name.includes(wanted ?? ''),
  )
  await buildBenchmarks(names)
  const rows = []
  for (const name of names) {
    const subject = name.replace('.bench.ts', '')
    console.error(`${subject} …`)
    const { measure } = await import(pathToFileURL(path.join(OUT, `${subject}.bench.mjs`)).href)
    rows.push(...(await measure()).map((row) => ({ subject, ...row, value: round(row.value) })))
  }
  console.table(rows.map((row) => ({ ...row, missed: isMissed(row) ? 'MISSED' : '' })))
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
  }
  writeFileSync(
    path.join(ROOT, 'bench-results.json'),
    `${JSON.stringify({ at: new Date(), machine, rows }, null, 2)}\n`,
  )
  if (rows.some(isMissed)) process.exitCode = 1
}

/** Benchmarks run with the memory settings of the worker. */
const isAsTheWorker = Object.keys(GIVES_MEMORY_BACK).every((name) => name in process.env)

try {
  if (isAsTheWorker) await main(process.argv[2])
  else
    process.exitCode = await run(process.execPath, process.argv.slice(1), {
      env: { ...process.env, ...GIVES_MEMORY_BACK },
    })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
