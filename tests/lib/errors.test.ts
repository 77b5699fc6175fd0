import { expect, test } from 'vitest'
import {
  AppError,
  aboutFile,
  ERROR_CODES,
  isAbort,
  isAppError,
  messageOf,
  statusOf,
  toReport,
} from '@/lib/errors'

test('every code has a status of failure and a whole sentence', () => {
  for (const code of ERROR_CODES) {
    expect(statusOf(code), code).toBeGreaterThanOrEqual(400)
    expect(messageOf(code), code).toMatch(/^[A-Z].*[.)]$/)
    // A failure carries that in a field of its own, and the screen says it beside these words.
    expect(messageOf(code), code).not.toMatch(/charged|billed/)
  }
})

test('foreign errors keep their words to themselves', () => {
  expect(toReport(new Error('password=hunter2'))).toEqual({
    code: 'internal',
    message: messageOf('internal'),
  })
  expect(toReport('text').code).toBe('internal')
  expect(toReport(Object.assign(new Error('x'), { code: 'ECONNRESET' })).code).toBe('internal')
})

test('an error of ours is known also when it comes from another copy of this module', () => {
  class OtherCopy extends Error {
    code = 'not_found'
    toReport = () => ({ code: this.code, message: this.message })
  }
  expect(isAppError(new OtherCopy('Gone.'))).toBe(true)
  expect(toReport(new OtherCopy('Gone.'))).toEqual({ code: 'not_found', message: 'Gone.' })
  expect(isAppError(new AppError('not_found'))).toBe(true)
  expect([isAppError(new Error('x')), isAppError({ code: 'x', toReport: 1 }), isAppError(null)]).toEqual([
    false,
    false,
    false,
  ])
})

test('a failure names the file that it is about, and says nothing of foreign errors', () => {
  expect(toReport(aboutFile(new AppError('empty_file'), 'cat.jpg'))).toEqual({
    code: 'empty_file',
    message: messageOf('empty_file'),
    file: 'cat.jpg',
  })
  expect(toReport(aboutFile(new AppError('bad_filename'), 'a'.repeat(9_000))).file).toHaveLength(255)
  expect(toReport(aboutFile(new Error('x'), 'cat.jpg'))).not.toHaveProperty('file')
})

test('cancelling is told apart from failing', () => {
  expect(isAbort(AbortSignal.abort().reason)).toBe(true)
  expect(isAbort(new AppError('cancelled'))).toBe(true)
  expect(isAbort(new AppError('timeout'))).toBe(false)
})
