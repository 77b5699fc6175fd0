// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { copyText } from '@/lib/studio/downloads/copy-text.client'

afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(document, 'execCommand')
})

/** A browser whose clipboard, and whose old way of copying, behave as given. */
function open(writeText: ((text: string) => Promise<void>) | undefined, execCommand: () => boolean) {
  vi.stubGlobal('navigator', { clipboard: writeText && { writeText } })
  Object.assign(document, { execCommand })
  const said: string[] = []
  return { said, studio: { say: (text: string) => said.push(text) } }
}

it('copies and says so', async () => {
  const copied: string[] = []
  const { studio, said } = open(
    async (text) => void copied.push(text),
    () => false,
  )
  await copyText(studio, '4417', 'Copied the seed')
  expect({ copied, said }).toEqual({ copied: ['4417'], said: ['Copied the seed'] })
})

it('copies where the page gets no clipboard, and leaves the focus where it was', async () => {
  let marked: string | undefined
  const { studio, said } = open(undefined, () => {
    marked = document.querySelector('textarea')?.value
    return true
  })
  const button = document.body.appendChild(document.createElement('button'))
  button.focus()
  await copyText(studio, '4417', 'Copied the seed')
  expect({ marked, said }).toEqual({ marked: '4417', said: ['Copied the seed'] })
  expect(document.activeElement).toBe(button)
  expect(document.querySelector('textarea')).toBeNull()
})

it('says what to do where the browser refuses', async () => {
  const { studio, said } = open(
    () => Promise.reject(new DOMException('refused', 'NotAllowedError')),
    () => false,
  )
  await copyText(studio, '4417', 'Copied the seed')
  expect(said).toEqual(['This browser did not let it be copied. Mark the text and copy it by hand.'])
})
