/** One request for pictures, as the sandbox saw it. */
export type LedgerEntry = {
  number: number
  provider: 'aiml' | 'pixazo'
  model: string
  prompt: string
  clientRequestId: string | undefined
  bodyBytes: number
  /** What the vendor would have charged for: work was done, whatever the caller got to see. */
  billed: boolean
  costUsd: number
  /** What was wrong with the request. */
  problems: string[]
}

/** What was asked of the sandbox, in order: how tests count paid calls. */
export function createLedger() {
  let entries: LedgerEntry[] = []
  return {
    add(entry: Omit<LedgerEntry, 'number'>): void {
      entries.push({ number: entries.length + 1, ...entry })
    },
    list: (): LedgerEntry[] => entries.map((entry) => ({ ...entry })),
    clear(): void {
      entries = []
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>
