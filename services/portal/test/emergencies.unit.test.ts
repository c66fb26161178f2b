import { describe, expect, it } from 'vitest'
import { leftUntil, opensInEmergency } from '../web/case/emergencies.ts'

const POLICE = { hub: 'XA', agencyId: 'police' }
const SHELTER = { hub: 'XB', agencyId: 'shelter' }
const SENT = { from: POLICE, to: SHELTER, status: 'in-progress' }
const asking = { own: SHELTER, agencyType: 'shelter', compartment: false }

describe('an emergency is offered', () => {
  it.each([
    ['to who received the referral', SENT, asking],
    ['to who sent it', SENT, { ...asking, own: POLICE, agencyType: 'police' }],
    ['however it stands', { ...SENT, status: 'failed' }, asking],
    [
      'while agencies and protocols were not heard of',
      SENT,
      { ...asking, agencyType: undefined, compartment: undefined },
    ],
  ])('%s', (_, referral, of) => {
    expect(opensInEmergency(referral, of)).toBe(true)
  })

  it.each([
    ['of a draft', { ...SENT, to: null, status: 'draft' }, { ...asking, own: POLICE }],
    ['of a compartment', SENT, { ...asking, compartment: true }],
    ['to another agency of the same hub', SENT, { ...asking, own: { ...SHELTER, agencyId: 'other' } }],
    ['to an agency of the same id in another hub', SENT, { ...asking, own: { ...SHELTER, hub: 'XC' } }],
    ['to migration enforcement', SENT, { ...asking, agencyType: 'migration_enforcement' }],
    ['to a consulate', SENT, { ...asking, agencyType: 'consulate' }],
  ])('not %s', (_, referral, of) => {
    expect(opensInEmergency(referral, of)).toBe(false)
  })
})

describe('what was opened in an emergency is shown', () => {
  const NOW = Date.parse('2026-11-24T12:00:00Z')

  it.each([
    ['until it ends', '2026-11-24T12:59:30Z', 3_570_000],
    ['no more once it has ended', '2026-11-24T11:59:59Z', 0],
    ['an hour at most, though the clock of the computer be slow', '2026-11-24T15:00:00Z', 3_600_000],
  ])('%s', (_, until, left) => {
    expect(leftUntil(until, NOW)).toBe(left)
  })
})
