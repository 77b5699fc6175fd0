import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import * as icons from '@/components/ui/icons'

const drawn = readFileSync('components/ui/icons.svg', 'utf8')

it.each(Object.entries(icons))('%s is drawn in the file that it points to', (name, Icon) => {
  expect(renderToStaticMarkup(<Icon />)).toContain(`/icons.svg#${name}`)
  expect(drawn).toContain(`<symbol id="${name}"`)
})

it('is silent for assistive technology unless it is named', () => {
  expect(renderToStaticMarkup(<icons.Star />)).toContain('aria-hidden="true"')
  expect(renderToStaticMarkup(<icons.Star role="img" aria-label="Kept" aria-hidden={false} />)).toContain(
    'aria-label="Kept"',
  )
})
