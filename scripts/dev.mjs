import './node-version.mjs'

const { installDependencies } = await import('./install.mjs')
const { buildPrograms, programOptions } = await import('./build.mjs')
const { loadSettingsFile } = await import('./settings-file.mjs')

/** Bundles the programs again whenever a source changes, and tells when that is done. */
async function watchPrograms(onBuilt) {
  const { context } = await import('esbuild')
  let isFirst = true
  const announce = {
    name: 'announce',
    setup(build) {
      build.onEnd(({ errors }) => {
        if (!isFirst && errors.length === 0) onBuilt()
        isFirst = false
      })
    },
  }
  const options = programOptions()
  const watching = await context({ ...options, logLevel: 'warning', plugins: [...options.plugins, announce] })
  await watching.watch()
  return watching
}

try {
  await installDependencies()
  await buildPrograms()
  loadSettingsFile()
  const { serve } = await import('../dist/serve.mjs')
  let restartWorker = () => {}
  const watching = await watchPrograms(() => restartWorker())
  const onStarted = (parts) => {
    restartWorker = parts.restartWorker
  }
  process.exitCode = await serve({ web: 'development', onStarted })
  await watching.dispose()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
