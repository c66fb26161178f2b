import { describe, expect, it } from 'vitest'
import { BASES } from '../src/domain/codes.ts'
import {
  type GivenConsent,
  type RefusedConsent,
  replacesRefusal,
  replacesTakenBack,
} from '../src/domain/refused-consent.ts'

const shelters = [{ hub: 'XA', agencyType: 'shelter' }] as const
const refused: RefusedConsent = { refusedBy: 'self', purposes: ['shelter'], recipients: shelters }
const claimed = { basis: 'vital_interest', purposes: ['shelter', 'medical_care'], recipients: shelters } as const

describe('a refused consent', () => {
  it('is replaced by any other basis for the same, and by no consent', () => {
    const replacing = BASES.filter(basis => replacesRefusal({ ...claimed, basis }, [refused]))
    expect(replacing).toEqual(BASES.filter(basis => basis !== 'consent'))
  })

  it('of a guardian never stands in the way of safeguarding', () => {
    const byGuardian = { ...refused, refusedBy: 'guardian' } as const
    expect(replacesRefusal({ ...claimed, basis: 'child_safeguarding' }, [byGuardian])).toBe(false)
    expect(replacesRefusal({ ...claimed, basis: 'child_safeguarding' }, [byGuardian, refused])).toBe(true)
    expect(replacesRefusal(claimed, [byGuardian])).toBe(true)
  })

  it.each([
    ['one agency of the kind that was refused', { recipients: [{ ...shelters[0], agencyId: 'one' }] }, true],
    ['another purpose', { purposes: ['medical_care'] as const }, false],
    ['another kind of agency', { recipients: [{ hub: 'XA', agencyType: 'health' }] as const }, false],
    ['the same kind in another hub', { recipients: [{ hub: 'XB', agencyType: 'shelter' }] as const }, false],
  ])('is compared with a basis for %s', (_, change, replaces) => {
    expect(replacesRefusal({ ...claimed, ...change }, [refused])).toBe(replaces)
  })

  it('of one agency says nothing of another of its kind', () => {
    const ofOne = { ...refused, recipients: [{ ...shelters[0], agencyId: 'one' }] }
    expect(replacesRefusal({ ...claimed, recipients: [{ ...shelters[0], agencyId: 'two' }] }, [ofOne])).toBe(false)
    expect(replacesRefusal(claimed, [ofOne])).toBe(true)
  })
})

describe('a consent that was taken back', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 4, hour))
  const given: GivenConsent = {
    ...{ grantedBy: 'self', purposes: ['shelter'], recipients: shelters, grantedAt: at(1), withdrawnAt: undefined },
  }
  const takenBack = { ...given, withdrawnAt: at(2) }

  it('is a no: any other basis for the same replaces it, and no consent does', () => {
    const replacing = BASES.filter(basis => replacesTakenBack({ ...claimed, basis }, [takenBack]))
    expect(replacing).toEqual(BASES.filter(basis => basis !== 'consent'))
    expect(replacesTakenBack(claimed, [given])).toBe(false)
    for (const other of [
      { purposes: ['medical_care'] as const },
      { recipients: [{ hub: 'XB', agencyType: 'shelter' }] as const },
    ])
      expect(replacesTakenBack({ ...claimed, ...other }, [takenBack])).toBe(false)
  })

  it('is none any more once the person has said yes again, until they take that back too', () => {
    const again = { ...given, grantedAt: at(3) }
    expect(replacesTakenBack(claimed, [takenBack, again])).toBe(false)
    expect(replacesTakenBack(claimed, [takenBack, { ...again, withdrawnAt: at(4) }])).toBe(true)
    expect(replacesTakenBack(claimed, [takenBack, { ...again, purposes: ['medical_care'] }])).toBe(true)
  })

  it('in part, by narrowing it, is a no to that part alone', () => {
    const wide = { ...takenBack, purposes: ['shelter', 'medical_care'] } as const
    const narrower = { ...given, grantedAt: at(2) }
    const of = (purpose: 'shelter' | 'medical_care') => ({ ...claimed, purposes: [purpose] })
    expect(replacesTakenBack(of('shelter'), [wide, narrower])).toBe(false)
    expect(replacesTakenBack(of('medical_care'), [wide, narrower])).toBe(true)
  })

  it('that a guardian gave never stands in the way of safeguarding', () => {
    const ofGuardian = { ...takenBack, grantedBy: 'guardian' } as const
    expect(replacesTakenBack({ ...claimed, basis: 'child_safeguarding' }, [ofGuardian])).toBe(false)
    expect(replacesTakenBack(claimed, [ofGuardian])).toBe(true)
  })
})
