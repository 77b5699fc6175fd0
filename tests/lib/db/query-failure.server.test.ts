import { inspect } from 'node:util'
import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createDatabase } from '@/lib/db/connection.server'

const prompt = `Anna's wedding\n    at forged (line.js:1:1)\u001b[31m`
const cause = Object.assign(new Error('no room\nin line'), { code: '53100', detail: `(${prompt})` })

describe('a failed query in the log', () => {
  createDatabase('postgresql://nobody@127.0.0.1:9/none')
  const error = new DrizzleQueryError('insert into "edits" values ($1)', [prompt], cause)

  it.each([
    ['alone', () => inspect(error)],
    ['as the cause of another', () => inspect(new Error('not saved', { cause: error }))],
  ])('says what failed and why, %s', (_, log) => {
    expect(log()).toContain('insert into \\"edits\\" values ($1)')
    expect(log()).toContain('(53100): "no room\\nin line"')
    expect(log()).toContain('query-failure.server.test')
  })

  it('holds nothing of what the query was asked with, and no characters that steer a screen', () => {
    const log = inspect(new Error('not saved', { cause: error }))
    expect(log).not.toMatch(/Anna|forged/)
    expect(log).not.toContain('\u001b')
  })

  it('is cut where the query is endless', () => {
    expect(inspect(new DrizzleQueryError('x'.repeat(100_000), [], cause)).length).toBeLessThan(5_000)
  })
})
