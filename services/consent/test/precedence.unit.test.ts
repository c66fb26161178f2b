import { describe, expect, test } from 'vitest'
import { decide } from '../src/domain/decide.ts'
import { type DenialCode, PRECEDENCE, type Row } from '../src/domain/precedence.ts'
import { NOW } from './fixtures/cases.ts'
import { DEFECTS, refusing, sound, type World } from './fixtures/defects.ts'
import { policy } from './fixtures/policy.ts'

const codes: readonly DenialCode[] = PRECEDENCE.map(({ code }) => code)
const judge = ({ request, records, facts }: World) => {
  const decision = decide(request, records, facts, policy, NOW)
  return decision.permit ? 'permit' : decision.reason
}
const pairs = codes.flatMap((one, n) => codes.slice(n + 1).map(other => [one, other] as const))

/** Where one row refuses, these refuse as well, whatever else holds: they fail closed behind it. */
const FOLLOWS: Partial<Record<DenialCode, readonly DenialCode[]>> = {
  // Its mandate is empty, it may receive on no basis and under no protocol.
  migration_enforcement_firewall: ['purpose_outside_mandate', 'basis_not_for_recipient', 'nothing_to_disclose'],
  // Nobody in that jurisdiction is nobody there.
  jurisdiction_outside_consent: ['recipient_outside_consent'],
  // What did not come in time is not there either.
  signed_sheet_overdue: ['signed_sheet_missing'],
  // An article compels the report of an offence, which is nothing to a shelter.
  basis_not_for_recipient: ['nothing_to_disclose'],
}
const followsOf = (...of: readonly DenialCode[]) => of.flatMap(code => FOLLOWS[code] ?? [])

const strikesRecords = (code: DenialCode) =>
  (PRECEDENCE as readonly Row[]).some(row => row.code === code && 'strikes' in row && code !== 'no_lawful_basis')
/** An adult is no child, and a basis is of one kind. */
const OF_ADULTS: readonly DenialCode[] = ['not_a_child', 'guardian_of_child_only']
const OF_OTHERS: readonly DenialCode[] = [
  ...(['minor_without_guardian_or_safeguarding', 'guardian_conflict', 'basis_not_for_recipient'] as const),
]
/** Of safeguarding it is not asked. */
const isOfSafeguarding = (pair: readonly DenialCode[]) =>
  pair.includes('not_a_child') && pair.includes('sender_accreditation_lapsed')
const excludes = (pair: readonly DenialCode[]) =>
  isOfSafeguarding(pair) ||
  pair.every(code => OF_ADULTS.includes(code)) ||
  (pair.some(code => OF_ADULTS.includes(code)) && pair.some(code => OF_OTHERS.includes(code)))

/** Without a record there is nothing to strike, but where the table says that a person without any is refused too. */
const cannotMeet = ([one, other]: readonly [DenialCode, DenialCode]) =>
  [one, other].includes('no_lawful_basis') &&
  [one, other].some(code => strikesRecords(code) && !refusing({ ...DEFECTS[code](sound), records: [] }).includes(code))

test('nothing refuses the case into which the defects are brought', () => {
  expect(refusing(sound)).toEqual([])
  expect(judge(sound)).toBe('permit')
})

describe('each row of the table', () => {
  test.each(codes)('%s alone refuses a case that has no other defect', code => {
    const world = DEFECTS[code](sound)
    expect(refusing(world).filter(also => !followsOf(code).includes(also))).toEqual([code])
    expect(judge(world)).toBe(code)
  })
})

describe('of two rows that refuse, the earlier is named', () => {
  test.each(pairs.filter(pair => !cannotMeet(pair) && !excludes(pair)))('%s before %s', (one, other) => {
    const world = DEFECTS[other](DEFECTS[one](sound))
    expect(judge(world)).toBe(one)
    // Without a party there is nobody whom the rows behind could ask about.
    if (!one.endsWith('_unknown')) expect(refusing(world)).toEqual(expect.arrayContaining([one, other]))
  })

  test('is said of all pairs but those of a person without a record', () => {
    const left = pairs.filter(cannotMeet)
    expect(left.every(pair => pair.includes('no_lawful_basis'))).toBe(true)
    expect(pairs.length - left.length).toBeGreaterThan(170)
  })
})

describe('of two records with a defect each, the one that came further is named', () => {
  const record = (code: DenialCode) => DEFECTS[code](sound)
  const onRecordsOnly = codes.filter(
    code => strikesRecords(code) && record(code).request === sound.request && record(code).facts === sound.facts,
  )
  const both = pairs.filter(pair => pair.every(code => onRecordsOnly.includes(code)))

  test.each(both)('%s and %s', (one, other) => {
    const records = [one, other].flatMap(code => record(code).records.map(r => ({ ...r, id: code })))
    expect(judge({ ...sound, records })).toBe(other)
    expect(judge({ ...sound, records: records.toReversed() })).toBe(other)
  })

  test.each(onRecordsOnly)('%s strikes its record, and a sound one beside it still carries the disclosure', code => {
    const struck = record(code).records.map(r => ({ ...r, id: 'struck' }))
    const decision = decide(sound.request, [...struck, ...sound.records], sound.facts, policy, NOW)
    expect(decision).toMatchObject({ permit: true, basisId: 'consent-1' })
  })
})
