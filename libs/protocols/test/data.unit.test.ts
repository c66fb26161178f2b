import { describe, expect, it } from 'vitest'
import { checkData } from '../src/data.ts'
import { small } from './fixtures/protocols.ts'

describe('what a step says', () => {
  it('is taken if it fits the schema', () => {
    expect(checkData(small, 'decline', { reason: 'at-capacity', until: '2026-12-01' })).toEqual([])
  })

  it.each([
    ['a reason that is not on the list', { reason: 'María' }, '/reason', 'not_on_the_list'],
    ['a reason that is missing', {}, '/reason', 'required'],
    ['a date that is none', { reason: 'duplicate', until: '2026-02-30' }, '/until', 'wrong_format'],
    ['a number for a date', { reason: 'duplicate', until: 7 }, '/until', 'wrong_type'],
    ['something that is no object', 'duplicate', '', 'wrong_type'],
  ])('%s is refused with its place and a code', (_, data, pointer, code) => {
    expect(checkData(small, 'decline', data)).toContainEqual({ pointer, code })
  })

  it('may not be more than the schema knows, and the name of the field is not repeated', () => {
    const refused = checkData(small, 'decline', { reason: 'duplicate', 'María Pérez': true })
    expect(refused).toEqual([{ pointer: '', code: 'unknown_field' }])
  })

  it('does not come from a prototype', () => {
    expect(checkData(small, 'decline', Object.create({ reason: 'duplicate' }))).toContainEqual({
      pointer: '/reason',
      code: 'required',
    })
  })

  it('is nothing where the protocol has no schema', () => {
    expect(checkData(small, 'accept', {})).toEqual([])
    expect(checkData(small, 'accept', { reason: 'duplicate' })).toEqual([{ pointer: '', code: 'unknown_field' }])
  })

  it('has every fault named at once', () => {
    expect(checkData(small, 'decline', { until: 'soon' })).toHaveLength(2)
  })
})
