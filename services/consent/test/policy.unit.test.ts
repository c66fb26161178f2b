import {
  agencyTypes,
  bases,
  dataCategories,
  denials,
  handlingCodes,
  priorities,
  protocols,
  purposes,
  VICTIMS_SAID,
} from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import {
  AGENCY_TYPES,
  BASES,
  CATEGORIES,
  HANDLING_CODES,
  PRIORITIES,
  PROTOCOLS,
  PURPOSES,
} from '../src/domain/codes.ts'
import { EVIDENCE } from '../src/domain/evidence.ts'
import { PRECEDENCE } from '../src/domain/precedence.ts'
import { loadPolicy, PolicyError } from '../src/policy/load.ts'
import { policy, policyText } from './fixtures/policy.ts'

type Json = Record<string, unknown>
const changed = (change: (file: Record<string, Json>) => void): string => {
  const file: Record<string, Json> = JSON.parse(policyText)
  change(file)
  return JSON.stringify(file)
}
const problemOf = (text: string): string => {
  try {
    loadPolicy(text)
    return 'none'
  } catch (error) {
    if (error instanceof PolicyError) return error.message
    throw error
  }
}

describe('the codes of the domain', () => {
  it('are those of the contracts', () => {
    const pairs: (readonly [readonly string[], readonly string[]])[] = [
      [CATEGORIES, dataCategories.all],
      [PURPOSES, purposes.all],
      [BASES, bases.all],
      [AGENCY_TYPES, agencyTypes.all],
      [PROTOCOLS, protocols.all],
      [PRIORITIES, priorities.all],
      [HANDLING_CODES, handlingCodes.all],
      [EVIDENCE.victims, VICTIMS_SAID],
    ]
    for (const [own, contract] of pairs) expect(own).toEqual(contract)
  })

  it('of refusals are all in the shared list, in the same order', () => {
    const own: string[] = PRECEDENCE.map(row => row.code)
    const shared = Object.keys(denials.table).filter(code => own.includes(code))
    expect(shared).toEqual(own)
  })
})

describe('a policy', () => {
  it('is cited by the SHA-256 of its file, to the last byte', () => {
    expect(policy.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(loadPolicy(`${policyText} `).hash).not.toBe(policy.hash)
  })

  it('with a code that nobody knows, a missing agency type or an unknown field is refused, naming the place', () => {
    expect(problemOf('{')).toBe('not JSON')
    expect(problemOf(changed(file => Object.assign(file['mandates'] ?? {}, { police: undefined })))).toContain(
      '/mandates/police',
    )
    expect(problemOf(changed(file => Object.assign(file['bases'] ?? {}, { order: ['consent', 'whim'] })))).toContain(
      '/bases/order',
    )
    expect(problemOf(changed(file => Object.assign(file, { override: true })))).toBe('/')
  })

  it('that gives away what protects people stops the service', () => {
    const enforcement = { purposes: ['migration_control'], categories: ['identity'], bases: ['consent'] }
    const opened = changed(file => Object.assign(file['mandates'] ?? {}, { migration_enforcement: enforcement }))
    expect(problemOf(opened)).toBe('migration enforcement knows nothing')
    const unbarred = { barred: [], assistanceAgencies: [], criminalProtocols: ['oas-64-standard'] }
    expect(problemOf(changed(file => Object.assign(file, { firewall: unbarred })))).toBe(
      'migration enforcement is barred, only criminal protocols are outside the firewall',
    )
    const rule = (protocol: string, change: object) =>
      problemOf(changed(file => Object.assign(file['protocols']?.[protocol] ?? {}, change)))
    expect(rule('cross-border-transfer', { senders: undefined })).toBe(
      'migration enforcement neither sends nor receives a transfer',
    )
    expect(rule('witness-protection', { recipients: ['witness_protection', 'shelter'] })).toBe(
      'protection is asked of a programme only',
    )
    expect(rule('witness-protection', { acrossBordersOnlyBetween: undefined })).toBe(
      'protection crosses a border from programme to programme only',
    )
    const loud = changed(file => Object.assign(file, { secretCategories: ['health'] }))
    expect(problemOf(loud)).toBe('gaps that would tell stay silent')
  })
})
