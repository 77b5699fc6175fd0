import { expect, it } from 'vitest'
import { nameOfNode } from '@/lib/history/node-name'
import { editView, rootView } from '@/tests/support/node-views'

it('is the title, else what the user wrote or brought', () => {
  expect(nameOfNode(editView('sepia'))).toBe('sepia')
  expect(nameOfNode(rootView('cat'))).toBe('cat.jpg')
  expect(nameOfNode(rootView('cat', { title: 'Our cat' }))).toBe('Our cat')
})
