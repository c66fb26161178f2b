import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../src/domain/codes.ts'
import { decide } from '../src/domain/decide.ts'
import type { DisclosureRequest, Facts } from '../src/domain/disclosure.ts'
import type { PRECEDENCE } from '../src/domain/precedence.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { adult, agency, consentToShelter, hoursAfter, NOW, toShelter } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'

interface Change {
  request?: Partial<DisclosureRequest>
  record?: Partial<BasisRecord>
  records?: BasisRecord[]
  facts?: Partial<Facts>
  now?: Date
}

const decideWith = ({ request, record, records, facts, now = NOW }: Change = {}) =>
  decide(
    { ...toShelter, ...request },
    records ?? [{ ...consentToShelter, ...record }],
    { ...adult, ...facts },
    policy,
    now,
  )

const reasonOf = (change: Change) => {
  const decision = decideWith(change)
  return decision.permit ? 'permitted' : decision.reason
}

const child: Partial<Facts> = { minor: true }
const safeguarding: Partial<BasisRecord> = { basis: 'child_safeguarding', grantedBy: 'none', confirmBy: hoursAfter(24) }
const vital: Partial<BasisRecord> = {
  basis: 'vital_interest',
  grantedBy: 'none',
  confirmBy: hoursAfter(24),
  endsAt: hoursAfter(72),
}
const toShelterInXB = { recipient: agency('XB', 'shelter') }
const consentForXB: Partial<BasisRecord> = { recipients: [{ hub: 'XB', agencyType: 'shelter' }] }
const agreement = { id: 'XA-XB-1', hubs: ['XA', 'XB'], matter: 'assistance', validUntil: hoursAfter(1000) } as const

/** A lawyer, who may have papers and who the guardian is. */
const toLawyer = {
  request: { recipient: agency('XA', 'legal_aid') },
  record: {
    categories: ['identity', 'contact', 'documents', 'family', 'needs'],
    recipients: [{ hub: 'XA', agencyType: 'legal_aid' }],
  },
} as const

describe('a disclosure that the person agreed to', () => {
  it('is permitted with what consent, mandate and purpose share, citing the basis', () => {
    expect(decideWith()).toMatchObject({
      permit: true,
      basis: 'consent',
      basisId: 'consent-1',
      basisVersion: 1,
      purpose: 'shelter',
      categories: ['identity', 'contact', 'narrative', 'risk', 'needs'],
      codeNameOnly: false,
      handlingCode: 'h2',
      instrumentId: '',
    })
  })

  it('names what it withholds, and keeps secret categories silent', () => {
    const decision = decideWith({ record: { categories: ['identity', 'documents', 'health'] } })
    if (!decision.permit) throw new Error(decision.reason)
    expect(decision.withheld).toContainEqual({ category: 'documents', reason: 'outside_mandate', silent: false })
    expect(decision.withheld).toContainEqual({ category: 'needs', reason: 'outside_consent', silent: false })
    const silent = decision.withheld.filter(w => w.silent).map(w => w.category)
    expect(silent).toEqual(['help_seeking', 'migration_status', 'self_incriminating', 'safety'])
  })

  it('is silent about migration status for everybody, since silence for asylum seekers alone would tell', () => {
    const statuses = [true, false].map(protectionSeeker => {
      const decision = decideWith({ facts: { protectionSeeker } })
      return decision.permit && decision.withheld.find(w => w.category === 'migration_status')?.silent
    })
    expect(statuses).toEqual([true, true])
  })

  it('takes the purpose that is stated, inside consent and mandate', () => {
    const record = { purposes: ['shelter', 'medical_care'] as const }
    expect(decideWith({ request: { purpose: 'medical_care' }, record })).toMatchObject({
      permit: true,
      purpose: 'medical_care',
      categories: ['identity', 'contact', 'risk', 'needs'],
    })
  })

  it('takes the first purpose by the protocol’s preference that the consent covers, where the recipient may serve several', () => {
    const request = { recipient: agency('XA', 'civil_society') }
    const record: Partial<BasisRecord> = {
      recipients: [{ hub: 'XA', agencyType: 'civil_society' }],
      purposes: ['safe_return', 'documentation', 'labour_claim'],
    }
    expect(decideWith({ request, record })).toMatchObject({ permit: true, purpose: 'labour_claim' })
  })

  it('prefers a basis that names the recipient itself, then the order of bases, then the narrower purpose', () => {
    const byId = { hub: 'XA', agencyType: 'shelter', agencyId: toShelter.recipient?.agencyId ?? '' } as const
    const named: BasisRecord = { ...consentToShelter, ...vital, id: 'named', recipients: [byId] }
    const order: BasisRecord = { ...consentToShelter, id: 'order', basis: 'court_order' }
    const narrow: BasisRecord = { ...consentToShelter, id: 'narrow', purposes: ['shelter'] }
    const chosen = (...records: BasisRecord[]) => {
      const decision = decideWith({ records })
      return decision.permit && decision.basisId
    }
    expect(chosen(consentToShelter, named)).toBe('named')
    expect(chosen(order, consentToShelter)).toBe('consent-1')
    expect(chosen(consentToShelter, narrow)).toBe('narrow')
  })

  it('carries an emergency until its sheet is due, and stands for others no longer than that', () => {
    const awaited = { record: { sheetBy: hoursAfter(72) }, request: { priority: 'emergency' } } as const
    expect(reasonOf({ ...awaited, now: hoursAfter(71) })).toBe('permitted')
    expect(
      decideWith({ records: [{ ...consentToShelter, ...awaited.record }], request: awaited.request }),
    ).toMatchObject({
      standsUntil: hoursAfter(72),
    })
  })

  it('ends at the end of its last day, and not before', () => {
    expect(reasonOf({ now: new Date('2030-03-31T23:59:59Z') })).toBe('permitted')
    expect(reasonOf({ now: new Date('2030-04-01T00:00:00Z') })).toBe('consent_expired')
  })
})

describe('refused is', () => {
  const cases: Record<(typeof PRECEDENCE)[number]['code'], Change[]> = {
    recipient_unknown: [{ request: { recipient: undefined } }],
    sender_unknown: [{ request: { sender: undefined } }],
    recipient_accreditation_lapsed: (['submit', 'package', 'import', 'link'] as const).map(occasion => ({
      request: { occasion, recipient: { ...agency('XA', 'shelter'), accreditedUntil: NOW } },
    })),
    sender_accreditation_lapsed: (['submit', 'package', 'import'] as const).map(occasion => ({
      request: { occasion, sender: { ...agency('XA', 'police'), accreditedUntil: NOW } },
    })),
    recipient_excluded: [
      { facts: { exclusions: [{ hub: 'XA', agencyId: 'XA-shelter' }] } },
      { facts: { exclusions: [{ hub: 'XA', agencyType: 'shelter' }] } },
      { facts: { exclusions: [{ hub: 'XA', userId: 'user-1' }] } },
    ],
    migration_enforcement_firewall: [
      { request: { recipient: agency('XA', 'migration_enforcement') } },
      { request: { sender: agency('XA', 'migration_enforcement') } },
      {
        request: {
          sender: agency('XA', 'shelter'),
          recipient: agency('XA', 'migration_enforcement'),
          protocol: 'spontaneous-transmission',
          services: 0,
        },
        facts: { helpSeekingNeeds: false },
      },
      {
        request: {
          recipient: agency('XA', 'migration_enforcement'),
          protocol: 'spontaneous-transmission',
          services: 0,
        },
      },
      {
        request: {
          recipient: agency('XA', 'migration_enforcement'),
          protocol: 'spontaneous-transmission',
          services: 1,
        },
        facts: { helpSeekingNeeds: false },
      },
    ],
    minor_without_guardian_or_safeguarding: [
      { facts: child },
      { facts: child, records: [] },
      { facts: { ...child, guardianNamed: true } },
      { facts: child, record: vital },
      { facts: child, record: { basis: 'legal_obligation', grantedBy: 'none' } },
    ],
    guardian_conflict: [
      { facts: { ...child, guardianNamed: true, guardianConflict: true }, record: { grantedBy: 'guardian' } },
      { facts: { guardianNamed: true, guardianConflict: true }, record: { grantedBy: 'guardian' } },
    ],
    not_a_child: [
      { record: safeguarding },
      { record: { ...safeguarding, confirmedAt: NOW }, request: { occasion: 'view' } },
      { record: safeguarding, request: { occasion: 'package' } },
    ],
    guardian_of_child_only: [
      { record: { grantedBy: 'guardian' } },
      { record: { grantedBy: 'guardian' }, facts: { guardianNamed: true }, request: { occasion: 'view' } },
    ],
    state_of_nationality: [
      { request: toShelterInXB, record: consentForXB, facts: { recipientIsStateOfNationality: true } },
      {
        request: toShelterInXB,
        record: consentForXB,
        facts: { recipientIsStateOfNationality: true, fearOfReturnAsked: true, protectionSeeker: true },
      },
      { request: { recipient: agency('XA', 'consulate') } },
    ],
    onward_not_permitted: [{ facts: { importedFrom: agency('XB', 'police') } }, { facts: { received: true } }],
    no_lawful_basis: [{ records: [] }],
    consent_withdrawn: [{ record: { withdrawnAt: NOW } }],
    consent_expired: [{ record: { endsAt: NOW } }, { record: vital, now: hoursAfter(72) }],
    jurisdiction_outside_consent: [{ request: toShelterInXB }],
    recipient_outside_consent: [
      { request: { recipient: agency('XA', 'health') } },
      { record: { recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: 'another' }] } },
      { record: { boundTo: { hub: 'XA', agencyId: 'another' } } },
    ],
    purpose_outside_consent: [
      { record: { purposes: ['legal_assistance'] } },
      { request: { purpose: 'medical_care' } },
      { record: { protocol: 'formal-identification' } },
    ],
    action_outside_consent: [{ record: { actions: ['link'] } }],
    purpose_outside_mandate: [{ request: { purpose: 'legal_assistance' } }],
    basis_not_for_recipient: [
      {
        request: { recipient: agency('XA', 'consulate'), purpose: 'documentation' },
        record: {
          basis: 'court_order',
          recipients: [{ hub: 'XA', agencyType: 'consulate' }],
          purposes: ['documentation'],
        },
        facts: { fearOfReturnAsked: true },
      },
    ],
    signature_missing: [{ record: { oralOnly: true } }],
    signed_sheet_overdue: [
      { record: { sheetBy: hoursAfter(72) }, now: hoursAfter(72), request: { priority: 'emergency' } },
    ],
    signed_sheet_missing: [{ record: { sheetBy: hoursAfter(72) } }],
    refusal_not_reviewed: [{ record: { ...vital, replacesRefusal: true } }],
    second_person_first: [{ record: { ...vital, secondFirst: true } }],
    confirmation_overdue: [
      { record: vital, now: hoursAfter(24) },
      { record: { ...vital, confirmedAt: hoursAfter(25) }, now: hoursAfter(26) },
    ],
    no_instrument: [
      { request: toShelterInXB, record: consentForXB },
      { request: toShelterInXB, record: consentForXB, facts: { instruments: [{ ...agreement, matter: 'criminal' }] } },
      { request: toShelterInXB, record: consentForXB, facts: { instruments: [{ ...agreement, validUntil: NOW }] } },
      {
        request: toShelterInXB,
        record: consentForXB,
        facts: { instruments: [{ ...agreement, hubs: ['XA', 'XC'] }] },
      },
    ],
    protocol_not_for_agency: [
      { request: { protocol: 'spontaneous-transmission' } },
      { request: { protocol: 'formal-identification' } },
      {
        request: { sender: agency('XA', 'prosecution'), recipient: agency('XB', 'prosecution') },
        record: {
          recipients: [{ hub: 'XB', agencyType: 'prosecution' }],
          purposes: ['criminal_investigation'],
          categories: ['exploitation'],
        },
        facts: { instruments: [agreement] },
      },
    ],
    nothing_to_disclose: [{ record: { categories: ['suspects'] } }],
  }

  it.each(Object.entries(cases).flatMap(([code, changes]) => changes.map((change, n) => [code, n, change] as const)))(
    '%s (%i)',
    (code, _n, change) => {
      expect(reasonOf(change)).toBe(code)
    },
  )

  it('the first of several defects', () => {
    const everything: Change = {
      request: { recipient: agency('XB', 'migration_enforcement'), purpose: 'migration_control' },
      record: { withdrawnAt: NOW, endsAt: NOW },
      facts: { minor: true, recipientIsStateOfNationality: true },
    }
    expect(reasonOf(everything)).toBe('migration_enforcement_firewall')
    expect(reasonOf({ ...everything, request: toShelterInXB })).toBe('minor_without_guardian_or_safeguarding')
    expect(reasonOf({ ...everything, request: toShelterInXB, facts: {} })).toBe('consent_withdrawn')
  })
})

describe('a child', () => {
  it('is referred on safeguarding without anybody’s consent, also when the guardian is in conflict', () => {
    expect(reasonOf({ facts: child, record: safeguarding })).toBe('permitted')
    const conflicted = { ...child, guardianNamed: true, guardianConflict: true }
    expect(reasonOf({ facts: conflicted, record: { ...safeguarding, grantedBy: 'guardian' } })).toBe('permitted')
  })

  it('is referred on the consent of an independent guardian', () => {
    expect(reasonOf({ facts: { ...child, guardianNamed: true }, record: { grantedBy: 'guardian' } })).toBe('permitted')
  })

  it('who came of age is asked themself, unless their guardian has a right over adults', () => {
    const grown = { guardianNamed: true }
    expect(reasonOf({ facts: grown, record: { grantedBy: 'guardian', guardianOfAdult: true } })).toBe('permitted')
    expect(reasonOf({ facts: { ...grown, ageUnknown: true }, record: { grantedBy: 'guardian' } })).toBe('permitted')
  })

  it('of whom nothing is said yet, or whom another hub protects, is no adult', () => {
    expect(reasonOf({ facts: { ageUnknown: true }, record: safeguarding })).toBe('permitted')
    expect(reasonOf({ record: { ...safeguarding, origin: 'grant' } })).toBe('permitted')
  })

  it('is referred on a court order', () => {
    const order = { basis: 'court_order', grantedBy: 'none', compels: ['needs'] } as const
    expect(reasonOf({ facts: child, record: order })).toBe('permitted')
  })

  it('is told by its overdue safeguarding record, not by a consent that never counted', () => {
    const records = [consentToShelter, { ...consentToShelter, ...safeguarding, id: 'late' }]
    expect(reasonOf({ facts: child, records, now: hoursAfter(24) })).toBe('confirmation_overdue')
  })
})

describe('a grant of which nothing was heard for a day', () => {
  it('tells no name, no paper, no contact and no guardian', () => {
    const { request, record } = toLawyer
    const heard = (hours: number) => decideWith({ request, record: { ...record, statusAt: hoursAfter(-hours) } })
    expect(heard(23)).toMatchObject({ codeNameOnly: false, categories: record.categories })
    expect(heard(25)).toMatchObject({ permit: true, codeNameOnly: true, categories: ['needs'] })
  })
})

describe('a vital interest', () => {
  it('releases a code name, contact, health, risk and needs, and never a name, an address or anything else', () => {
    expect(decideWith({ record: { ...vital, categories: CATEGORIES } })).toMatchObject({
      ...{ permit: true, codeNameOnly: true, categories: ['contact', 'health', 'risk', 'needs'] },
    })
  })

  it('and whatever else goes under a code name tells no number of a document, which is a name', () => {
    const { request, record } = toLawyer
    expect(decideWith({ request, record })).toMatchObject({ categories: record.categories })
    expect(decideWith({ request, record: { ...record, codeNameOnly: true } })).toMatchObject({
      ...{ permit: true, codeNameOnly: true, categories: ['contact', 'family', 'needs'] },
    })
  })

  it('goes on after a second person has confirmed in time, to its 72 h', () => {
    const confirmed = { ...vital, confirmedAt: hoursAfter(20) }
    expect(reasonOf({ record: confirmed, now: hoursAfter(71) })).toBe('permitted')
    expect(reasonOf({ record: confirmed, now: hoursAfter(72) })).toBe('consent_expired')
  })

  it('stays with the one recipient that it went to', () => {
    const boundTo = { hub: 'XA', agencyId: 'XA-shelter' }
    expect(reasonOf({ record: { ...vital, boundTo } })).toBe('permitted')
  })
})

describe('a legal obligation', () => {
  const request = {
    sender: agency('XC', 'prosecution'),
    recipient: agency('XB', 'prosecution'),
    protocol: 'spontaneous-transmission',
  } as const
  const facts = { instruments: [{ ...agreement, hubs: ['XB', 'XC'], matter: 'criminal' }] } as const
  const obligation: Partial<BasisRecord> = {
    basis: 'legal_obligation',
    grantedBy: 'none',
    purposes: ['criminal_investigation'],
    recipients: [{ hub: 'XB', agencyType: 'prosecution' }],
    categories: ['identity', 'exploitation', 'location'],
  }
  const categories = (record: Partial<BasisRecord>) => {
    const decision = decideWith({ request, facts, record: { ...obligation, ...record } })
    return decision.permit ? decision.categories : decision.reason
  }

  it('reports the offence without identity, location or shelter', () => {
    expect(categories({ article: { law: 'trafficking_act', number: 999 } })).toEqual(['exploitation'])
    const all = { categories: CATEGORIES, article: { law: 'trafficking_act', number: 999 } } as const
    expect(categories(all)).toEqual(['exploitation', 'suspects'])
    // Neither to police, who may know where somebody is kept safe.
    const decision = decideWith({
      request: { recipient: agency('XA', 'police'), purpose: 'criminal_investigation' },
      record: { ...obligation, ...all, recipients: [{ hub: 'XA', agencyType: 'police' }] },
    })
    expect(decision.permit && decision.categories).toEqual(['exploitation', 'suspects'])
  })

  it('compels what an article on the list compels, and no more', () => {
    expect(categories({ article: { law: 'mutual_assistance_treaty', number: 18 } })).toEqual([
      'identity',
      'exploitation',
    ])
  })

  it('is not widened by what the form claims that it compels', () => {
    const claimed = { article: { law: 'trafficking_act', number: 999 }, compels: ['identity', 'exploitation'] } as const
    expect(categories(claimed)).toEqual(['exploitation'])
  })
})

describe('a court order', () => {
  const categories = (record: Partial<BasisRecord>) => {
    const to = { hub: 'XA', agencyType: 'police' } as const
    const purposes = ['criminal_investigation'] as const
    const order = { basis: 'court_order', grantedBy: 'none', recipients: [to], purposes } as const
    const decision = decideWith({
      request: { recipient: agency('XA', 'police'), protocol: 'oas-64-standard', purpose: 'criminal_investigation' },
      record: { ...order, categories: ['identity', 'exploitation', 'location', 'narrative'], ...record },
    })
    return decision.permit ? decision.categories : decision.reason
  }

  it('carries what it says that it compels, and no more', () => {
    expect(categories({ compels: ['identity', 'narrative', 'suspects'] })).toEqual(['identity', 'narrative'])
  })

  it('recorded before it had to say so compels no name, place, contact or account', () => {
    expect(categories({ compels: undefined })).toEqual(['exploitation'])
  })

  it('of another hub carries what its grant says, which has read the order', () => {
    expect(categories({ compels: undefined, origin: 'grant' })).toEqual([
      'identity',
      'exploitation',
      'location',
      'narrative',
    ])
  })
})

describe('across a border', () => {
  it('it rests on the instrument in force, which limits it too', () => {
    const decision = decideWith({
      request: toShelterInXB,
      record: { ...consentForXB, categories: ['identity', 'needs', 'suspects'] },
      facts: { instruments: [agreement] },
    })
    expect(decision).toMatchObject({ permit: true, instrumentId: 'XA-XB-1', categories: ['identity', 'needs'] })
  })

  it('nothing reaches the state of nationality before fear of return was asked in private and denied', () => {
    const asked = { recipientIsStateOfNationality: true, fearOfReturnAsked: true, instruments: [agreement] }
    expect(reasonOf({ request: toShelterInXB, record: consentForXB, facts: asked })).toBe('permitted')
  })

  it('the state of nationality may help its own people at home', () => {
    expect(reasonOf({ facts: { recipientIsStateOfNationality: true } })).toBe('permitted')
  })

  it('a grant from another hub is not asked again what only that hub can know', () => {
    const grant: Partial<BasisRecord> = { origin: 'grant', grantedBy: 'none', instrumentId: 'XA-XB-1', ...consentForXB }
    const facts = { ...child, importedFrom: agency('XA', 'police') }
    const view = { ...toShelterInXB, occasion: 'view' } as const
    expect(reasonOf({ request: view, record: grant, facts: { ...facts, instruments: [agreement] } })).toBe('permitted')
    const feared = { ...facts, recipientIsStateOfNationality: true, instruments: [agreement] }
    expect(reasonOf({ request: view, record: grant, facts: feared })).toBe('state_of_nationality')
    const other = { ...agreement, id: 'another' }
    expect(reasonOf({ request: view, record: grant, facts: { ...facts, instruments: [other] } })).toBe('no_instrument')
  })
})
