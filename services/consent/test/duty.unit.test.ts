import { describe, expect, test } from 'vitest'
import { type Duty, type Roster, rosterOf } from '../src/domain/duty.ts'

const duty = (userOnDuty: boolean, agencyStaffed: boolean, othersStaffed: boolean): Duty => ({
  ...{ userOnDuty, agencyStaffed, othersStaffed },
})
const COLLEAGUE = { colleague: true, independent: false }
const STRANGER = { colleague: false, independent: false }
/** The person refused: whoever reviews it is of another agency. */
const REVIEWER = { colleague: false, independent: true }

describe('from which roster a second person comes', () => {
  test.each<[string, Duty, typeof COLLEAGUE, Roster | undefined]>([
    ['a colleague on duty', duty(true, true, true), COLLEAGUE, 'agency'],
    ['a colleague off duty, another on duty', duty(false, true, false), COLLEAGUE, undefined],
    ['a colleague off duty, somebody of the hub on duty', duty(false, false, true), COLLEAGUE, undefined],
    ['a colleague, nobody on duty', duty(false, false, false), COLLEAGUE, 'none'],
    ['another agency on duty, the own one too', duty(true, true, true), STRANGER, undefined],
    ['another agency on duty, the own one not', duty(true, false, true), STRANGER, 'hub'],
    ['another agency off duty, nobody on duty', duty(false, false, false), STRANGER, 'none'],
    ['an independent person on duty, whoever of the agency is', duty(true, true, true), REVIEWER, 'hub'],
    ['an independent person, and only the agency itself is on duty', duty(false, true, false), REVIEWER, 'none'],
    ['an independent person off duty, another on duty', duty(false, true, true), REVIEWER, undefined],
  ])('%s', (_, staffed, second, from) => {
    expect(rosterOf(staffed, second)).toBe(from)
  })

  test('while somebody is on duty there is always one who may confirm, and while nobody is, everybody', () => {
    for (const agencyStaffed of [true, false])
      for (const othersStaffed of [true, false]) {
        const mayOnDuty = [
          ...(agencyStaffed ? [rosterOf(duty(true, agencyStaffed, othersStaffed), COLLEAGUE)] : []),
          ...(othersStaffed ? [rosterOf(duty(true, agencyStaffed, othersStaffed), STRANGER)] : []),
        ]
        const mayOffDuty = rosterOf(duty(false, agencyStaffed, othersStaffed), COLLEAGUE)
        expect([...mayOnDuty, mayOffDuty].some(from => from !== undefined)).toBe(true)
        expect(mayOffDuty === 'none').toBe(!agencyStaffed && !othersStaffed)
      }
  })
})
