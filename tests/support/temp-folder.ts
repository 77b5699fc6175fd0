import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Everything that tests write to the system's temporary folder goes with the run, whatever became of it. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterimage-tests-'))
  // The database's user must be able to enter when the tests run as root.
  chmodSync(folder, 0o755)
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
