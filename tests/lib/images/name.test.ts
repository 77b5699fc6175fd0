import { describe, expect, it } from 'vitest'
import { cleanName, nameFromUrl } from '@/lib/images/name'

describe('a file name', () => {
  it.each([
    ['cat.jpg', 'cat.jpg'],
    ['Ein schöner Tag.png', 'Ein schöner Tag.png'],
    ['写真.webp', '写真.webp'],
    ['📷.png', '📷.png'],
    ['صورة.jpg', 'صورة.jpg'],
    ["O'Hara & Söhne (1).jpg", "O'Hara & Söhne (1).jpg"],
    ['no-ending', 'no-ending'],
    ['two.dots.tar.png', 'two.dots.tar.png'],
  ])('is kept as it is: %j', (given, cleaned) => {
    expect(cleanName(given)).toBe(cleaned)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['C:\\photos\\cat.jpg', 'cat.jpg'],
    ['/absolute/cat.jpg', 'cat.jpg'],
    ['line\r\nbreak.jpg', 'linebreak.jpg'],
    ['tab\there.jpg', 'tabhere.jpg'],
    ['\u001b[31mred.jpg', '[31mred.jpg'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['zero\u200Bwidth.jpg', 'zerowidth.jpg'],
    ['\u2066isolated\u2069.jpg', 'isolated.jpg'],
    ['\ufeffmark.jpg', 'mark.jpg'],
    ['lone\ud800surrogate.jpg', 'lone\ufffdsurrogate.jpg'],
    ['a<b>c:d"e|f?g*h.jpg', 'a_b_c_d_e_f_g_h.jpg'],
    ['  spaces  everywhere  .jpg  ', 'spaces everywhere .jpg'],
    ['.hidden.jpg', 'hidden.jpg'],
    ['trailing.jpg...', 'trailing.jpg'],
    ['CON', '_CON'],
    ['nul.png', '_nul.png'],
    ['com1.tar.jpg', '_com1.tar.jpg'],
    ['e\u0301.jpg', '\u00e9.jpg'],
  ])('is cleaned: %j', (given, cleaned) => {
    expect(cleanName(given)).toBe(cleaned)
  })

  it.each(['', ' ', '.', '..', '...', '/', '\\', '\u202e', '\r\n', '-', '.-.', 'cat\0.jpg', '\0'])(
    'is refused when nothing usable is left or it holds a NUL: %j',
    (given) => {
      expect(() => cleanName(given)).toThrow(expect.objectContaining({ code: 'bad_filename' }))
    },
  )

  it.each(['a', 'é', '写', '📷'])(
    'is cut at 255 bytes between letters and keeps its ending: %s',
    (letter) => {
      const cleaned = cleanName(`${letter.repeat(500)}.jpeg`)
      expect(new TextEncoder().encode(cleaned).length).toBeLessThanOrEqual(255)
      expect(new TextEncoder().encode(cleaned).length).toBeGreaterThan(250)
      expect(cleaned).toMatch(new RegExp(`^(${letter})+\\.jpeg$`, 'u'))
    },
  )

  it('is the same when it is cleaned twice', () => {
    for (const name of ['CON', '../a b.jpg', ` ${'x'.repeat(300)}.png`])
      expect(cleanName(cleanName(name))).toBe(cleanName(name))
  })
})

describe('the name of an address', () => {
  it.each([
    ['https://example.com/a/cat.jpg?x=1#y', 'cat.jpg'],
    ['https://example.com/a%20b.png', 'a b.png'],
    ['https://example.com/', 'image'],
    ['https://example.com/%00', 'image'],
    ['https://example.com/%ff', 'image'],
    ['https://example.com/..%2f..%2fpasswd', 'passwd'],
  ])('of %s is %s', (url, name) => {
    expect(nameFromUrl(url)).toBe(name)
  })
})
