import { describe, expect, it } from 'vitest'
import { leftUntil, opensInEmergency } from '../web/case/emergencies.ts'

const POLICE = { hub: 'XA', agencyId: 'police' }
const SHELTER = { hub: 'XB', agencyId: 'shelter' }
const NOW = Date.parse('2026-11-24T12:00:00Z')
const SENT = { from: POLICE, to: SHELTER, status: 'in-progress', state: 'in-progress', turn: 'recipient' as const }
const sent = (changes: object = {}) => ({ ...SENT, updatedAt: '2026-11-20T12:00:00Z', ...changes })
/** Ended so many hours ago. */
const ended = (hours: number, changes: object = {}) =>
  sent({ turn: null, status: 'completed', updatedAt: new Date(NOW - hours * 3_600_000).toISOString(), ...changes })
const asking = { own: SHELTER, agencyType: 'shelter', compartment: false }
const bySender = { ...asking, own: POLICE, agencyType: 'police' }
const DECLINED = { status: 'rejected', state: 'rejected', turn: 'sender' }

describe('an emergency is offered', () => {
  it.each([
    ['to who received the referral', sent(), asking],
    ['to who sent it', sent(), bySender],
    ['to who sent it, where it was declined', sent(DECLINED), bySender],
    ['to who sent it, where it did not arrive', sent({ ...DECLINED, status: 'failed' }), bySender],
    ['to either for three days after it was completed', ended(71), asking],
    ['to either for three days after it was completed', ended(71), bySender],
    ['to who sent it, for three days after they cancelled it', ended(71, { status: 'cancelled' }), bySender],
    [
      'while agencies and protocols were not heard of',
      sent(),
      { own: SHELTER, agencyType: undefined, compartment: undefined },
    ],
  ])('%s', (_, referral, of) => {
    expect(opensInEmergency(referral, of, NOW)).toBe(true)
  })

  it.each([
    ['of a draft', sent({ to: null, status: 'draft' }), bySender],
    ['of a compartment', sent(), { ...asking, compartment: true }],
    ['to another agency of the same hub', sent(), { ...asking, own: { ...SHELTER, agencyId: 'other' } }],
    ['to an agency of the same id in another hub', sent(), { ...asking, own: { ...SHELTER, hub: 'XC' } }],
    ['to migration enforcement', sent(), { ...asking, agencyType: 'migration_enforcement' }],
    ['to a consulate', sent(), { ...asking, agencyType: 'consulate' }],
    ['to who declined it', sent(DECLINED), asking],
    ['to whom it did not reach', sent({ ...DECLINED, status: 'failed' }), asking],
    ['to from whom it was taken back', ended(1, { status: 'cancelled' }), asking],
    ['to who has yet to answer for what was taken back', sent({ status: 'cancelled' }), asking],
    ['to who passed the person to another agency', ended(1, { state: 'transferred' }), asking],
    ['to either once it ended long ago', ended(73), asking],
    ['to either once it ended long ago', ended(73), bySender],
  ])('not %s', (_, referral, of) => {
    expect(opensInEmergency(referral, of, NOW)).toBe(false)
  })
})

describe('what was opened in an emergency is shown', () => {
  it.each([
    ['until it ends', '2026-11-24T12:59:30Z', 3_570_000],
    ['no more once it has ended', '2026-11-24T11:59:59Z', 0],
    ['an hour at most, though the clock of the computer be slow', '2026-11-24T15:00:00Z', 3_600_000],
  ])('%s', (_, until, left) => {
    expect(leftUntil(until, NOW)).toBe(left)
  })
})
