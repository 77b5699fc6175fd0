import './node-version.mjs'

/**
 * Cuts the studio's font down to the letters and weights that the screen uses, so that the first page carries a third of
 * it. Other letters, as users write them, come from the whole font, which the browser fetches when one is on the screen.
 * Run after a new version of `geist`: `npm run fonts`.
 */
const { readFileSync, writeFileSync } = await import('node:fs')
const path = await import('node:path')
const { default: subsetFont } = await import('subset-font')
const { ROOT } = await import('./process.mjs')

const WHOLE = path.join(ROOT, 'node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2')
const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')
/** Basic Latin, Latin-1 and the signs of the screen: the same as `unicode-range` in app/layout.tsx. */
const LETTERS = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}–—‘’“”…•−←↑→↓⌘`

const cut = await subsetFont(readFileSync(WHOLE), LETTERS, {
  targetFormat: 'woff2',
  variationAxes: { wght: { min: 400, max: 600 } },
})
writeFileSync(path.join(ROOT, 'app/fonts/geist-latin.woff2'), cut)
console.log(`geist-latin.woff2: ${cut.length} bytes`)
