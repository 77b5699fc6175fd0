import './node-version.mjs'

/**
 * Draws the icons of the studio into one file that the browser fetches once, so that their paths are no part of the
 * page's program. Run after adding a name to `components/ui/icons.tsx`: `npm run icons`.
 */
const { readFileSync, writeFileSync } = await import('node:fs')
const path = await import('node:path')
const { createElement } = await import('react')
const { renderToStaticMarkup } = await import('react-dom/server')
const lucide = await import('lucide-react')
const { ROOT } = await import('./process.mjs')

const source = readFileSync(path.join(ROOT, 'components/ui/icons.tsx'), 'utf8')
const names = [...source.matchAll(/^export const (\w+) = /gm)].map(([, name]) => name)

const symbols = names.map((name) => {
  const drawn = renderToStaticMarkup(createElement(lucide[name]))
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawn.replace(/^<svg[^>]*>|<\/svg>$/g, '')}</symbol>`
})
const header = '<!-- lucide (ISC licence), drawn by scripts/icons.mjs -->'
writeFileSync(
  path.join(ROOT, 'components/ui/icons.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${header}\n${symbols.join('\n')}\n</svg>\n`,
)
console.log(`${names.length} icons drawn.`)
