import { describe, expect, it } from 'vitest'
import { BASES } from '../src/domain/codes.ts'
import { type RefusedConsent, replacesRefusal } from '../src/domain/refused-consent.ts'

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
