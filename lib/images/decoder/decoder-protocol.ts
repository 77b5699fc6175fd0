import type { ErrorReport } from '@/lib/errors'
import type { Decoder, Prover } from './decoder'

/** What the web process and its decoder child say to each other: names of files and answers, never pixels. */
export type DecoderJob = {
  [Name in DecoderTask]: { name: Name; args: ArgumentsOf<Name> }
}[DecoderTask]

export type DecoderTask = 'inspect' | 'renditions' | 'exportImage' | 'prove'

/** A method's arguments without the signal, which cannot travel: cancelling ends the child instead. */
export type ArgumentsOf<Name extends DecoderTask> =
  Parameters<(Decoder & Prover)[Name]> extends [AbortSignal, ...infer Rest] ? Rest : never

export type DecoderAnswer = { value: unknown } | { error: ErrorReport }
