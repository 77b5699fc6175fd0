export type Unit = 'none' | 'percent' | 'px' | 'degrees' | 'times' | 'stops'

/** A piece of the instruction; `from` and `to` are its place in what the user wrote. */
export type Token = { from: number; to: number } /** `isPointing`: it stands for a pronoun. */ & (
  | { kind: 'word'; text: string; isPointing?: true }
  | { kind: 'quote'; text: string }
  | { kind: 'hex'; text: string }
  | { kind: 'ratio'; width: number; height: number }
  | { kind: 'size'; width: number; height: number }
  | { kind: 'number'; value: number; unit: Unit; signed: boolean }
  /** A full stop always ends a clause; a comma may. */
  | { kind: 'break'; isHard: boolean }
  | { kind: 'unknown'; text: string }
)

/** The text of a word; undefined for everything else. */
export const wordOf = (token: Token | undefined): string | undefined =>
  token?.kind === 'word' ? token.text : undefined
