import './node-version.mjs'

const { spawn } = await import('node:child_process')
const { existsSync } = await import('node:fs')
const { constants } = await import('node:os')
const path = await import('node:path')
const { installDependencies } = await import('./install.mjs')
const { buildPrograms } = await import('./build.mjs')
const { GIVES_MEMORY_BACK } = await import('./memory.mjs')
const { loadSettingsFile } = await import('./settings-file.mjs')
const { ROOT } = await import('./process.mjs')

/** Runs one program of scripts/programs as if it were called itself: arguments, streams, signals, exit code. */
async function runProgram(name, args) {
  await installDependencies()
  await buildPrograms()
  loadSettingsFile()
  const file = path.join(ROOT, 'dist', `${name}.mjs`)
  if (!existsSync(file)) throw new Error(`There is no program named ${name}.`)
  const env = { ...GIVES_MEMORY_BACK, ...process.env }
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

try {
  const [name, ...args] = process.argv.slice(2)
  process.exitCode = await runProgram(name, args)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
