// @vitest-environment jsdom
import { act } from '@testing-library/react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { prerender } from 'react-dom/static'
import { afterEach, expect, it } from 'vitest'
import { createPart, OnDemand, type Part } from '@/components/ui/on-demand'

type Given = { words: string }
const Words = ({ words }: Given) => <p>{words}</p>
const Page = ({ part, words }: { part: Part<Given>; words: string }) => (
  <main>
    <OnDemand part={part} given={{ words }} />
  </main>
)

let root: Root
afterEach(() => act(() => root.unmount()))

it('what the server has drawn stays until the part is there, whatever is drawn anew around it', async () => {
  const { prelude } = await prerender(
    <Page part={createPart(async () => ({ default: Words }))} words="of the server" />,
  )
  const page = document.createElement('div')
  page.innerHTML = await new Response(prelude as ReadableStream).text()
  const drawn = page.querySelector('p')
  expect(drawn?.textContent).toBe('of the server')

  let arrive = () => {}
  const part = createPart(
    () =>
      new Promise<{ default: typeof Words }>((resolve) => {
        arrive = () => resolve({ default: Words })
      }),
  )
  await act(async () => {
    root = hydrateRoot(page, <Page part={part} words="of the server" />)
  })
  await act(async () => root.render(<Page part={part} words="of the server" />))
  expect(page.querySelector('p')).toBe(drawn)
  await act(async () => arrive())
  expect(page.querySelector('p')).toBe(drawn)
  await act(async () => root.render(<Page part={part} words="of the browser" />))
  expect(page.querySelector('p')?.textContent).toBe('of the browser')
})

it('a part may call what it is given as it likes', async () => {
  const part = createPart(async () => ({
    default: ({ of, given }: Record<'of' | 'given', number>) => of + given,
  }))
  const page = document.createElement('div')
  await act(async () => {
    root = createRoot(page)
    root.render(<OnDemand part={part} given={{ of: 3, given: 4 }} />)
  })
  expect(page.textContent).toBe('7')
})
