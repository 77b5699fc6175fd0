import { describe, expect, it } from 'vitest'
import { MAX_AXIS_VALUES, parseSweep } from '@/lib/edits/sweep'

const values = (text: string, axis: 'guidance' | 'seed' = 'guidance') => {
  const read = parseSweep(text, axis)
  return 'values' in read ? read.values : read.problem
}

describe('a sweep', () => {
  it.each([
    ['3, 5.5, 8', [3, 5.5, 8]],
    ['7', [7]],
    [' 2..10 step 2 ', [2, 4, 6, 8, 10]],
    ['2…4', [2, 3, 4]],
    ['1 .. 2 STEP 0.25', [1, 1.25, 1.5, 1.75, 2]],
    ['1..2 step 0.1', [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]],
    ['9..3 step 3', [9, 6, 3]],
    ['2..7 step 2', [2, 4, 6]],
    ['5..5', [5]],
    ['2-4, 6–8', [2, 3, 4, 6, 7, 8]],
    ['-2..0, -5', [-2, -1, 0, -5]],
    ['2 to 10 by 4', [2, 6, 10]],
    ['8, 1..3, 2.5', [8, 1, 2, 3, 2.5]],
    ['1;2\n3,', [1, 2, 3]],
  ])('reads %j', (text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('takes each value once, where it stands first', () => {
    expect(values('4, 2..4, 4.0, 2')).toEqual([4, 2, 3])
  })

  it.each([
    ['', 'Write values, for example 2..10 step 2 or 3, 5.5, 8.'],
    [' , ', 'Write values, for example 2..10 step 2 or 3, 5.5, 8.'],
    ['3, high', '“high” is neither a number nor a range such as 2..10 step 2.'],
    ['2...4', '“2...4” is neither a number nor a range such as 2..10 step 2.'],
    ['1e3', '“1e3” is neither a number nor a range such as 2..10 step 2.'],
    ['1..9 step 0', 'The step of “1..9 step 0” must be above 0.'],
    ['1..9 step -2', 'The step of “1..9 step -2” must be above 0.'],
    ['1..1000000', '“1..1000000” has 1000000 values; use at most 36.'],
    ['1..30, 101..130', 'Use at most 36 values.'],
    ['99999999999999999999', '99999999999999999999 is too large.'],
    [
      '99999999999999999998..99999999999999999999',
      '“99999999999999999998..99999999999999999999” is too large.',
    ],
  ])('says what is wrong with %j', (text, problem) => {
    expect(values(text)).toBe(problem)
  })

  it('takes exactly as many values as an axis may have', () => {
    expect(values(`1..${MAX_AXIS_VALUES}`)).toHaveLength(MAX_AXIS_VALUES)
  })

  it('takes whole seeds only', () => {
    expect(values('4417..4419', 'seed')).toEqual([4417, 4418, 4419])
    expect(values('1, 2.5', 'seed')).toBe('2.5 is not a whole number; seeds are.')
  })
})
