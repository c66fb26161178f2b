import { describe, expect, test } from 'vitest'
import { ACTIONS, type ActionName, allowedActions, isAllowed, type Role, STEP_CODES } from '../src/domain/actions.ts'
import { STATUSES, type Status } from '../src/domain/status.ts'
import { aReferral, RECIPIENT, SENDER, STRANGER } from './fixtures/build.ts'

/** Written out by hand, apart from the table it checks. */
const LEGAL: Record<Role, Partial<Record<Status, ActionName[]>>> = {
  sender: {
    draft: ['cancel'],
    requested: ['assign', 'cancel'],
    accepted: ['assign', 'cancel'],
    'in-progress': ['assign', 'cancel'],
    'on-hold': ['assign', 'cancel'],
  },
  recipient: {
    requested: ['assign', 'accept', 'decline'],
    accepted: ['assign', 'start', 'hold', 'complete'],
    'in-progress': ['assign', 'hold', 'complete'],
    'on-hold': ['assign', 'resume', 'complete'],
  },
}
const names = Object.keys(ACTIONS) as ActionName[]
const everyScope = new Set(['referral:work', 'referral:decide', 'referral:submit'])

const cases = (['sender', 'recipient'] as const).flatMap(role =>
  STATUSES.flatMap(status =>
    names.map(name => ({ role, status, name, legal: LEGAL[role][status]?.includes(name) ?? false })),
  ),
)

describe('who may do what in which state', () => {
  test.each(cases)('$role, $status, $name: $legal', ({ role, status, name, legal }) => {
    expect(isAllowed(name, role, status)).toBe(legal)
  })

  test('an end is an end: nobody can do anything', () => {
    for (const status of ['rejected', 'completed', 'failed', 'cancelled'] as const)
      for (const party of [SENDER, RECIPIENT])
        expect(allowedActions(aReferral({ status }), { ...party, scopes: everyScope })).toEqual([])
  })

  test('a caller is shown only what its scopes allow', () => {
    const scopes = new Set(['referral:work'])
    expect(allowedActions(aReferral(), { ...RECIPIENT, scopes })).toEqual(['assign'])
    expect(allowedActions(aReferral(), { ...RECIPIENT, scopes: everyScope })).toEqual(['assign', 'accept', 'decline'])
    expect(allowedActions(aReferral(), { ...SENDER, scopes: everyScope })).toEqual(['assign', 'cancel'])
  })

  test('a stranger is shown nothing, nor is the same agency id in another hub', () => {
    expect(allowedActions(aReferral(), { ...STRANGER, scopes: everyScope })).toEqual([])
    expect(allowedActions(aReferral(), { ...RECIPIENT, hub: 'XB', scopes: everyScope })).toEqual([])
  })

  test('a draft has no recipient', () => {
    const draft = aReferral({ status: 'draft', to: undefined })
    expect(allowedActions(draft, { ...RECIPIENT, scopes: everyScope })).toEqual([])
    expect(allowedActions(draft, { ...SENDER, scopes: everyScope })).toEqual(['cancel'])
  })

  test('an end that needs an explanation has a list of codes, without doubles', () => {
    for (const { codes } of Object.values(STEP_CODES)) expect(new Set(codes).size).toBe(codes.length)
    expect(Object.keys(STEP_CODES).sort()).toEqual(['cancel', 'complete', 'decline', 'hold'])
  })
})
