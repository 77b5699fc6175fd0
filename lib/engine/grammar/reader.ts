import type { Token } from './token'

/** Reads one value that starts at a token, or undefined; `length` = how many tokens it took. */
export type Reader<Value> = (tokens: Token[], at: number) => { value: Value; length: number } | undefined
