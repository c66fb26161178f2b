import { expect, test } from 'vitest'
import { isTakenOver, takenOn, unmet } from '../src/domain/needs.ts'
import { aCase, type Did } from './fixtures/a-case.ts'

const services = ['housing', 'legal']
const of = (...did: Did[]) => aCase('oas-64-standard', did, { services })
const part: Did = { step: 'accept-part', data: { services: ['legal'] } }
const accept: Did = { step: 'accept' }
const plan = (service: string, state: string): Did => ({ step: 'plan', data: { items: [{ service, state }] } })
const handBack: Did = { step: 'hand-back', data: { reason: 'at-capacity' } }

test('of a referral that nobody has taken on, or that was handed back, everything is unmet that was not done', () => {
  expect(unmet(of(), false)).toEqual(services)
  expect(unmet(of({ step: 'decline', data: { reason: 'at-capacity' } }), false)).toEqual(services)
  expect(unmet(of(part, handBack), false)).toEqual(services)
  expect(unmet(of(accept, plan('legal', 'provided'), handBack), false)).toEqual(['housing'])
})

test('of an acceptance in part, the rest; of a whole one, of an end, and of what came too late, nothing', () => {
  expect(unmet(of(part), false)).toEqual(['housing'])
  expect(unmet(of(accept), false)).toEqual([])
  expect(unmet(of(accept, part), false)).toEqual([])
  expect(unmet(of(accept, { step: 'complete', data: { outcome: 'services-provided' } }), true)).toEqual([])
})

test.each([
  [{ step: 'accept' }],
  [{ step: 'waitlist', data: { expected: '2026-12-01' } }],
  [{ step: 'hold' }],
] as Did[][])('of one whose agency is silent, all that it has not done, also in %j', then => {
  const found = of(accept, plan('legal', 'provided'), ...(then?.step === 'accept' ? [] : [then ?? accept]))
  expect(unmet(found, true)).toEqual(['housing'])
  expect(unmet(found, false)).toEqual([])
})

test('it is taken over once others see to all of it, and not while its agency is at work or has kept a part', () => {
  const both = new Set(services)
  expect(isTakenOver(of(), false, both)).toBe(true)
  expect(isTakenOver(of(), false, new Set(['legal']))).toBe(false)
  expect(isTakenOver(of(accept), false, both)).toBe(false)
  expect(isTakenOver(of(accept), true, both)).toBe(true)
  // The rest went to another agency; what was kept did not.
  expect(isTakenOver(of(part), true, new Set(['housing']))).toBe(false)
  expect(isTakenOver(of(part), true, new Set(['legal']))).toBe(true)
  expect(isTakenOver(of(part, plan('legal', 'provided')), true, new Set(['housing']))).toBe(false)
})

test('an agency sees to what it accepted', () => {
  expect(takenOn(of(part))).toEqual(['legal'])
  expect(takenOn(of(accept))).toEqual(services)
  expect(takenOn(of())).toEqual([])
})
