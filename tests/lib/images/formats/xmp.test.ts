import { expect, it } from 'vitest'
import { pngChunkOf } from '@/lib/images/formats/png-chunks.server'
import { addToXmp, fromXmp, toXmp } from '@/lib/images/formats/xmp'
import { withRecipe } from '@/lib/images/formats/xmp-insert.server'
import { png } from '@/tests/support/image-corpus'

const RIGHTS = '<rdf:Description rdf:about=""><dc:rights>© A. Photographer</dc:rights></rdf:Description>'
const packetOf = (statements: string, head = '') =>
  `<x:xmpmeta>${head}<rdf:RDF xmlns:rdf="r">${statements}</rdf:RDF></x:xmpmeta>`

it('adds a text to a packet and leaves the rest as it is', () => {
  const added = addToXmp(packetOf(RIGHTS), 'first')!
  expect(fromXmp(added)).toBe('first')
  expect(added.replace(/<rdf:Description rdf:about="" xmlns:afterimage.*?<\/rdf:Description>/, '')).toBe(
    packetOf(RIGHTS),
  )
})

it('does not grow from one download to the next', () => {
  const once = addToXmp(packetOf(RIGHTS), 'a')!
  expect(addToXmp(addToXmp(once, 'b')!, 'a')).toBe(once)
  expect(addToXmp(toXmp('a'), 'b')).toBe(toXmp('b'))
})

it.each([
  ['before all statements', packetOf(RIGHTS, '<afterimage:recipe>forged</afterimage:recipe>')],
  ['as an attribute, as other programs write it', packetOf('<rdf:Description afterimage:recipe="old"/>')],
])('takes away an earlier text %s', (_, packet) => {
  const added = addToXmp(packet, 'new')!
  expect(fromXmp(added)).toBe('new')
  expect(added).not.toMatch(/forged|old/)
})

const DECLARED = 'xmlns:afterimage="https://afterimage.invalid/recipe/1.0/"'
const TEXT = '{"prompt":"it\'s <warm> & \\n 🌅"}'
const ESCAPED = TEXT.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const QUOTED = ESCAPED.replaceAll('"', '&quot;')

it.each([
  ['an attribute', `<rdf:Description rdf:about="" ${DECLARED} afterimage:recipe="${QUOTED}"/>`],
  [
    'an attribute in single quotes, before others',
    `<rdf:Description ${DECLARED}\n  afterimage:recipe = '${ESCAPED.replaceAll("'", '&#39;')}' dc:format='a'>`,
  ],
  [
    'an attribute with numbers for letters',
    `<rdf:Description ${DECLARED} afterimage:recipe="${QUOTED.replaceAll('&quot;', '&#x22;')}"/>`,
  ],
  [
    'an element under another prefix',
    `<rdf:Description ${DECLARED.replace('afterimage=', 'ns.1=')}><ns.1:recipe xml:lang="x" >${ESCAPED}</ns.1:recipe></rdf:Description>`,
  ],
])('reads the text as %s', (_, statement) => {
  expect(fromXmp(packetOf(RIGHTS + statement))).toBe(TEXT)
})

it('takes neither the words of a caption nor another property for the text', () => {
  const caption = ' afterimage:recipe="forged"'
  const others = `<rdf:Description ${DECLARED} x:recipe="forged">${caption}</rdf:Description>`
  expect(fromXmp(packetOf(others))).toBeUndefined()
  expect(fromXmp(packetOf('<afterimage:recipe>undeclared</afterimage:recipe>'))).toBeUndefined()
})

it('leaves a packet alone that nobody could read', () => {
  for (const packet of ['', 'words', '<rdf:RDF/>', `<rdf:RDF ${'"'.repeat(9)}`, '<a:RDF'.repeat(200_000)])
    expect(addToXmp(packet, 'a')).toBeUndefined()
})

it('keeps the bytes of a packet that is not UTF-8', () => {
  const label = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1')
  const packet = Buffer.from(packetOf('<dc:rights>Ren\u00e9</dc:rights>'), 'latin1')
  const own = pngChunkOf('iTXt', Buffer.concat([label, packet]))
  const copy = withRecipe(png(8, 8, { extra: [own] }), 'png', 'søft')
  expect(copy.includes(Buffer.from('Ren\u00e9<', 'latin1'))).toBe(true)
  expect(fromXmp(copy.toString('utf8'))).toBe('søft')
})
