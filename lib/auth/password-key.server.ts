import 'server-only'
import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, object, Buffer>(scrypt)

/** 32 MB and about a tenth of a second: enough, as no hash of the password is stored for anybody to try offline. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const KEY_BYTES = 32

/**
 * The key that belongs to a password: the same on every machine of an instance, so no secret has to be shared but the
 * password itself. It is never stored. Spaces at the ends do not count, as in the settings.
 */
export function deriveKey(password: string): Promise<Buffer> {
  return derive(password.trim().normalize('NFKC'), 'afterimage sessions', KEY_BYTES, COST)
}
