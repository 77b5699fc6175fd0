import { readFileSync } from 'node:fs'
import type { Instance } from '../../tests/support/instance'

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

/** Resident memory of one process of an instance, in MB. */
export function residentMb({ process }: Instance, name: 'web' | 'worker'): number {
  const pid = childrenOf(process.pid ?? 0).find((child) =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(`${name}.mjs`),
  )
  if (!pid) throw new Error(`there is no process ${name}`)
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
