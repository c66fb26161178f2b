import { expect, test } from 'vitest'
import { type Staff, whomToCall } from '../src/domain/whom-to-call.ts'

const [ana, ben, chief] = ['ana', 'ben', 'chief']
const duty = (...users: string[]): Staff['onDuty'] => users.map(userId => ({ userId, supervises: userId === chief }))
const whom = (kind: Parameters<typeof whomToCall>[0], assigned: string[], onDuty: Staff['onDuty'], closed = false) =>
  whomToCall(kind, { assigned, onDuty }, closed)

test('a reminder is for those who have the referral, if one of them is on duty', () => {
  expect(whom('remind', [ana], duty(ana, ben))).toEqual([ana])
  expect(whom('remind', [ana, ben], duty(ben, chief))).toEqual([ana, ben])
})

test('and for whoever is on duty if nobody has it, or if those who have it are off', () => {
  expect(whom('remind', [], duty(ben, chief))).toEqual([ben, chief])
  expect(whom('remind', [ana], duty(ben))).toEqual([ana, ben])
})

test("a supervisor's call is for those who lead on duty, and for all if none does", () => {
  expect(whom('supervisor', [ana], duty(ana, chief))).toEqual([chief])
  expect(whom('supervisor', [ana], duty(ana, ben))).toBeUndefined()
})

test('the phone is everybody’s', () => {
  expect(whom('phone', [ana], duty(ana, chief))).toBeUndefined()
})

test.each(['remind', 'supervisor', 'phone'] as const)('nothing reaches nobody: without a rota %s is for all', kind => {
  expect(whom(kind, [ana], [])).toBeUndefined()
  expect(whom(kind, [], [])).toBeUndefined()
})

test('of a compartment the rota steers nothing: who is on duty may be outside', () => {
  expect(whom('remind', [], duty(ben), true)).toBeUndefined()
  expect(whom('supervisor', [], duty(chief), true)).toBeUndefined()
})
