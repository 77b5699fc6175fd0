import { tellApart } from './apart'
import { readChinese } from './chinese'
import { withoutCounts } from './count'
import { entryOf } from './entry'
import { canonicalOf, numberOfWord } from './spelling'
import { type Token, type Unit, wordOf } from './token'

const UNITS: Record<string, Unit> = {
  '%': 'percent',
  percent: 'percent',
  'per cent': 'percent',
  px: 'px',
  pixel: 'px',
  pixels: 'px',
  '°': 'degrees',
  deg: 'degrees',
  degree: 'degrees',
  degrees: 'degrees',
  x: 'times',
  '×': 'times',
  times: 'times',
  stop: 'stops',
  stops: 'stops',
  ev: 'stops',
  '％': 'percent',
  像素: 'px',
  度: 'degrees',
  倍: 'times',
}
const UNIT_NAMES = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|')

/** A letter of a script that puts spaces between words. */
const LATIN = '(?!\\p{Script=Han})\\p{L}'

/** Another input by its number: "图2". */
const NUMBERED = '图片?\\s?\\d{1,2}(?![\\d.]|\\s?[倍%％xX×:：度像级档])'

type Rule = { pattern: RegExp; read: (match: RegExpExecArray) => Piece[] }
/** `part`: its place inside the match, where it is not the whole of it. */
type Piece = Token extends infer One
  ? One extends Token
    ? Omit<One, 'from' | 'to'> & { part?: { from: number; to: number } }
    : never
  : never

const number = (text: string) => Number(text.replace('−', '-'))
const word = (text: string): Piece => ({ kind: 'word', text: canonicalOf(text) })
const words = (text: string): Piece[] => text.split(/[-‐‑]/).filter(Boolean).map(word)

/** Tried in this order at each place. An apostrophe inside a word never opens or closes a quote. */
const RULES: Rule[] = [
  { pattern: /\s+/uy, read: (match) => (match[0].includes('\n') ? [{ kind: 'break', isHard: true }] : []) },
  { pattern: /"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]|‘(.*?)’(?!\p{L})/uy, read: readQuote },
  { pattern: /'(.+?)'(?![\p{L}\p{N}])/uy, read: readQuote },
  { pattern: /#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])/iuy, read: (m) => [{ kind: 'hex', text: m[0] }] },
  { pattern: /\bb\s?(?:&|\/|n|and)?\s?w\b/iuy, read: () => ['black', 'and', 'white'].map(word) },
  {
    pattern: /(?:'|’)?(?:19|20)?(\d0)(?:'|’)?s(?![\p{L}\p{N}])/iuy,
    read: (m) => [word(`${m[1]}s`)],
  },
  // What is only asked says nothing of what should be done: "how dark is it".
  { pattern: /(?:how|what)\s+about(?!\p{L})/iuy, read: () => [word('about')] },
  { pattern: new RegExp(NUMBERED, 'uy'), read: (m) => [word(m[0])] },
  {
    pattern: /x(\d+)(?![\p{L}\p{N}])/iuy,
    read: (m) => [{ kind: 'number', value: Number(m[1]), unit: 'times', signed: false }],
  },
  { pattern: /(\d+)\s?mm(?![\p{L}\p{N}])/iuy, read: (m) => [word(`${m[1]}mm`)] },
  {
    pattern: /(\d+)\s*(?:x|×|by)\s*(\d+)(?:\s*(?:px|pixels)\b)?/iuy,
    read: (m) => [{ kind: 'size', width: Number(m[1]), height: Number(m[2]) }],
  },
  {
    pattern: /(\d+(?:\.\d+)?)\s*(?::|∶)\s*(\d+(?:\.\d+)?)/uy,
    read: (m) => [{ kind: 'ratio', width: Number(m[1]), height: Number(m[2]) }],
  },
  {
    pattern: new RegExp(
      `([+−-]?)(\\d+)\\/(\\d+)(?:[\\s-]*(?:of\\s+)?(?:an?\\s+)?(${UNIT_NAMES})(?!${LATIN}))?`,
      'iuy',
    ),
    read: (m) => [
      {
        kind: 'number',
        value: Math.round((number(`${m[1]}${m[2]}`) / Math.max(1, Number(m[3]))) * 1000) / 1000,
        unit: entryOf(UNITS, m[4]?.toLowerCase()) ?? 'none',
        signed: m[1] !== '',
      },
    ],
  },
  {
    pattern: new RegExp(`([+−-]?)(\\d+(?:\\.\\d+)?|\\.\\d+)(?:[\\s-]*(${UNIT_NAMES})(?!${LATIN}))?`, 'iuy'),
    read: (m) => [
      {
        kind: 'number',
        value: number(`${m[1]}${m[2]}`),
        unit: entryOf(UNITS, m[3]?.toLowerCase()) ?? 'none',
        signed: m[1] !== '',
      },
    ],
  },
  { pattern: /[,;.!?。，；、]+/uy, read: (m) => [{ kind: 'break', isHard: !/^[,，、]+$/u.test(m[0]) }] },
  { pattern: /&|\+(?!\d)/uy, read: () => [word('and')] },
  {
    pattern: new RegExp(`(?:(?!${NUMBERED})\\p{Script=Han})+`, 'uy'),
    read: (m) =>
      readChinese(m[0]).flatMap(({ words: english, from, to }, at): Piece[] =>
        // Inside a sentence "加" may only join, as a comma does.
        english[0] === 'add' && at > 0
          ? [{ kind: 'break', isHard: false, part: { from, to } }]
          : english.map((text) => ({ kind: 'word', text: canonicalOf(text), part: { from, to } })),
      ),
  },
  {
    pattern: new RegExp(`${LATIN}(?:${LATIN}|[\\p{M}\\p{N}'’‐‑-])*`, 'uy'),
    read: (m) => words(m[0].toLowerCase()),
  },
  { pattern: /[()[\]–—:-]/uy, read: () => [] },
]

function readQuote(match: RegExpExecArray): Piece[] {
  const text = match.slice(1).find((group) => group !== undefined) ?? ''
  return [{ kind: 'quote', text }]
}

function readAt(prompt: string, at: number): { pieces: Piece[]; length: number } {
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(prompt)
    if (match) return { pieces: read(match), length: match[0].length }
  }
  const [text = ''] = prompt.slice(at)
  return { pieces: [{ kind: 'unknown', text }], length: text.length }
}

const unitOf = (token: Token | undefined): Unit | undefined => entryOf(UNITS, wordOf(token))

const ARTICLES = new Set(['a', 'an'])

const PARTS = new Map([
  ['one', 1],
  ['half', 0.5],
  ['third', 0.333],
  ['quarter', 0.25],
])

/** "one stop", "half a stop", "third of a stop": words that are numbers only before a unit. */
function partOfUnit(tokens: Token[], at: number): { value: number; length: number } | undefined {
  const value = PARTS.get(wordOf(tokens[at]) ?? '')
  if (value === undefined) return undefined
  const of = wordOf(tokens[at + 1]) === 'of' ? 1 : 0
  const length = ARTICLES.has(wordOf(tokens[at + 1 + of]) ?? '') ? 2 + of : 1
  return unitOf(tokens[at + length]) === undefined ? undefined : { value, length }
}

/** "ninety degrees" becomes the same token as "90 degrees". */
function joinNumberWords(tokens: Token[]): Token[] {
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const part = partOfUnit(tokens, at)
    const value = part?.value ?? numberOfWord(wordOf(token))
    const unit = unitOf(tokens[at + (part?.length ?? 1)])
    if (value === undefined) joined.push(token)
    else {
      joined.push({
        kind: 'number',
        value,
        unit: unit ?? 'none',
        signed: false,
        from: token.from,
        to: token.to,
      })
      at += (part?.length ?? 1) - (unit === undefined ? 1 : 0)
    }
  }
  return joined
}

/** Cuts an instruction into tokens: words in lower case and British spelling, quotes kept to the letter. */
export function lex(prompt: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < prompt.length; ) {
    const { pieces, length } = readAt(prompt, at)
    for (const { part, ...piece } of pieces)
      tokens.push({ ...piece, from: at + (part?.from ?? 0), to: at + (part?.to ?? length) })
    at += length
  }
  return tellApart(withoutCounts(joinNumberWords(tokens)))
}
