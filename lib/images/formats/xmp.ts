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
  // One of an earlier download goes: a reader would take it for this one, or refuse a packet with two.
  const others = packet.replace(EARLIER, '')
  const start = RDF_START.exec(others)
  if (!start || start[0].endsWith('/>')) return undefined
  // First, where it is looked for.
  const at = start.index + start[0].length
  return `${others.slice(0, at)}${statementOf(recipe, start[1]!)}${others.slice(at)}`
}

/**
 * The element that holds all statements of a packet, under whatever prefix. XML allows no "<" within a tag: so nothing
 * is read twice, however the packet was made.
 */
const RDF_START = /<([\w.-]+):RDF\b(?:"[^"<]*"|'[^'<]*'|[^'"<>])*>/

const ELEMENT = '<afterimage:recipe>[^<]*</afterimage:recipe>'
/** As `statementOf` writes it; else wherever another program has moved it, which may be into an attribute. */
const EARLIER = new RegExp(
  [
    `<([\\w.-]+):Description \\1:about="" xmlns:afterimage="${NAMESPACE}">${ELEMENT}</\\1:Description>`,
    ELEMENT,
    `[ \\t\\r\\n]afterimage:recipe=(?:"[^"<]*"|'[^'<]*')`,
  ].join('|'),
  'g',
)

function statementOf(recipe: string, rdf: string): string {
  const safe = recipe.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
  return [
    `<${rdf}:Description ${rdf}:about="" xmlns:afterimage="${NAMESPACE}">`,
    `<afterimage:recipe>${safe}</afterimage:recipe>`,
    `</${rdf}:Description>`,
  ].join('')
}

/** Whitespace within a tag, and the rest of a tag before an attribute: XML allows no "<" in it. */
const ATTRIBUTES = `(?:\\s+[\\w.:-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*?`
const DECLARED = new RegExp(`\\sxmlns:([\\w.-]+)\\s*=\\s*["']${NAMESPACE}["']`)

/**
 * The text that `toXmp` put into a packet, or undefined. Programs that write a packet anew may make the property an
 * attribute of its description, which says the same (ISO 16684-1, 7.9.2.2), and give the namespace another prefix.
 */
export function fromXmp(packet: string): string | undefined {
  const property = DECLARED.exec(packet)?.[1]?.concat(':recipe').replaceAll('.', '\\.')
  if (!property) return undefined
  const found = new RegExp(
    `<${property}${ATTRIBUTES}\\s*>([^<]*)</${property}\\s*>|<[\\w.:-]+${ATTRIBUTES}\\s+${property}\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`,
  ).exec(packet)
  const text = found?.slice(1).find((group) => group !== undefined)
  return text?.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, readReference)
}

function readReference(written: string, decimal?: string, hex?: string, name?: string): string {
  if (name) return LETTERS[name] ?? written
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : written
}

const LETTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
