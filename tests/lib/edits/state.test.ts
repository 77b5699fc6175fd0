import { describe, expect, it } from 'vitest'
import { canMove, EDIT_STATES, isOpen, isSettled, statesBefore } from '@/lib/edits/state'

describe('the states of an edit', () => {
  it('never leave success', () => {
    expect(EDIT_STATES.filter((to) => canMove('succeeded', to))).toEqual([])
  })

  it('allow cancelling everything that is still open', () => {
    for (const state of EDIT_STATES.filter(isOpen)) expect(canMove(state, 'cancelled')).toBe(true)
  })

  it('send nothing again by themselves once the outcome is unknown: only queued, asked-for or failed follow', () => {
    expect(canMove('outcome_unknown', 'dispatching')).toBe(false)
    expect(canMove('outcome_unknown', 'queued')).toBe(true)
  })

  it('name the same rule from both sides', () => {
    for (const to of EDIT_STATES) for (const from of statesBefore(to)) expect(canMove(from, to)).toBe(true)
  })

  it('are either open or settled', () => {
    for (const state of EDIT_STATES) expect(isOpen(state)).toBe(!isSettled(state))
  })
})
