/** Our own name for the text in an XMP packet; an address in form only, nothing is fetched. */
const NAMESPACE = 'https://afterimage.invalid/recipe/1.0/'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** An XMP packet (ISO 16684-1) that carries one text. */
export function toXmp(recipe: string): string {
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    statementOf(recipe, 'rdf'),
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('')
}

/** The text beside all that a packet says already; undefined where that is no packet that anybody could read. */
export function addToXmp(packet: string, recipe: string): string | undefined {
  const start = RDF_START.exec(packet)
  if (!start || start[0].endsWith('/>')) return undefined
  // First, where it is looked for; one of an earlier download goes.
  const at = start.index + start[0].length
  const others = packet.slice(at).replace(RECIPES, '')
  return `${packet.slice(0, at)}${statementOf(recipe, start[1]!)}${others}`
}

/** The element that holds all statements of a packet, under whatever prefix. */
const RDF_START = /<([\w.-]+):RDF\b(?:"[^"]*"|'[^']*'|[^'">])*>/
const RECIPES = /<afterimage:recipe>[^<]*<\/afterimage:recipe>/g

function statementOf(recipe: string, rdf: string): string {
  const safe = recipe.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
  return [
    `<${rdf}:Description ${rdf}:about="" xmlns:afterimage="${NAMESPACE}">`,
    `<afterimage:recipe>${safe}</afterimage:recipe>`,
    `</${rdf}:Description>`,
  ].join('')
}

/** The text that `toXmp` put into a packet, or undefined. */
export function fromXmp(packet: string): string | undefined {
  const found = /<afterimage:recipe>([^<]*)<\/afterimage:recipe>/.exec(packet)?.[1]
  return found?.replace(/&(amp|lt|gt|quot);/g, (entity) => LETTERS[entity] ?? entity)
}

const LETTERS = Object.fromEntries(Object.entries(ESCAPES).map(([letter, entity]) => [entity, letter]))
