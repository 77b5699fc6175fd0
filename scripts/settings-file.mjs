import { existsSync } from 'node:fs'

/** `.env` in the project's folder; what the environment says already wins. */
export function loadSettingsFile() {
  if (existsSync('.env')) process.loadEnvFile('.env')
}
