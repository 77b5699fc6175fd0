import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A new data folder that the database's user may enter, also when the tests run as root. */
export function createDataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterimage-test-'))
  chmodSync(folder, 0o755)
  return folder
}
