import './node-version.mjs'

// Loaded only after the check above: older versions cannot even read these.
const { installDependencies } = await import('./install.mjs')
const { buildPrograms, buildWeb } = await import('./build.mjs')
const { loadSettingsFile } = await import('./settings-file.mjs')

try {
  await installDependencies()
  await buildPrograms()
  loadSettingsFile()
  const { serve } = await import('../dist/serve.mjs')
  process.exitCode = await serve({ prepareWeb: buildWeb, web: 'built' })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
