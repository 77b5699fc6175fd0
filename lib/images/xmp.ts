/** Our own name for the text in an XMP packet; an address in form only, nothing is fetched. */
const NAMESPACE = 'https://afterimage.invalid/recipe/1.0/'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** An XMP packet (ISO 16684-1) that carries one text. */
export function toXmp(recipe: string): string {
  const safe = recipe.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" xmlns:afterimage="${NAMESPACE}">`,
    `<afterimage:recipe>${safe}</afterimage:recipe>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('')
}

/** The text that `toXmp` put into a packet, or undefined. */
export function fromXmp(packet: string): string | undefined {
  const found = /<afterimage:recipe>([^<]*)<\/afterimage:recipe>/.exec(packet)?.[1]
  return found?.replace(/&(amp|lt|gt|quot);/g, (entity) => LETTERS[entity] ?? entity)
}

const LETTERS = Object.fromEntries(Object.entries(ESCAPES).map(([letter, entity]) => [entity, letter]))
