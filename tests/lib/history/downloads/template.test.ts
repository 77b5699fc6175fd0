import { describe, expect, it } from 'vitest'
import {
  DEFAULT_TEMPLATE,
  findTemplateProblem,
  type NameFacts,
  nameFiles,
} from '@/lib/history/downloads/template'

const cat: NameFacts = { name: 'cat', prompt: 'make it sepia', model: 'SeedEdit 3.0', seed: '4417' }
const nameOne = (template: string, facts: Partial<NameFacts> = {}) =>
  nameFiles(template, [{ ...cat, ...facts }], '.png')[0]

describe('names from a template', () => {
  it('take what they name, and leave out what a picture has not', () => {
    expect(nameOne(DEFAULT_TEMPLATE)).toBe('cat-SeedEdit 3.0-4417.png')
    expect(nameOne(DEFAULT_TEMPLATE, { seed: '' })).toBe('cat-SeedEdit 3.0.png')
    expect(nameOne('{prompt} by {model}')).toBe('make it sepia by SeedEdit 3.0.png')
    expect(nameOne('{name}', { name: '' })).toBe('picture.png')
  })

  it('are counted with as many digits as the last one has', () => {
    expect(nameFiles('{number}', Array(10).fill(cat), '.webp').slice(0, 2)).toEqual(['01.webp', '02.webp'])
  })

  it('are never the same on any file system', () => {
    const names = ['Cat', 'cat', 'CAT', 'cat (2)'].map((name) => ({ ...cat, name }))
    const made = nameFiles('{name}', names, '.png')
    expect(made).toEqual(['Cat.png', 'cat (2).png', 'CAT (3).png', 'cat (2) (2).png'])
    expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(4)
  })

  it.each([
    ['../../etc/passwd', 'etc-passwd.png'],
    ['C:\\cat', 'C-cat.png'],
    ['a\0b\nc', 'a-b-c.png'],
    ['con', '_con.png'],
    ['gpj.\u202Eexe', 'gpj.-exe.png'],
    ['Ümläut 日本語', 'Ümläut 日本語.png'],
    ['.hidden', 'hidden.png'],
    ['...', 'picture.png'],
    ['<b>"x"|?*</b>', 'b-x-b.png'],
  ])('hold nothing that a file system refuses: %j', (name, expected) => {
    expect(nameOne('{name}', { name })).toBe(expected)
  })

  it('are short enough for every file system, with their ending', () => {
    const name = nameOne('{name}', { name: '🌅日'.repeat(200) })!
    expect(Buffer.byteLength(name)).toBeLessThan(255)
    expect(name.endsWith('.png')).toBe(true)
  })

  it('cannot be made from what is not there', () => {
    expect(findTemplateProblem(DEFAULT_TEMPLATE)).toBeUndefined()
    expect(findTemplateProblem('{name}{date}')).toContain('{date}')
    expect(findTemplateProblem('{name')).toContain('brace')
    expect(findTemplateProblem('{toString}')).toContain('{toString}')
    expect(findTemplateProblem('  ')).toBeDefined()
    expect(findTemplateProblem('x'.repeat(201))).toBeDefined()
  })
})
