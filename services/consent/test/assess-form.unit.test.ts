import { describe, expect, it } from 'vitest'
import { assessForm, type Circumstances, type FORM_PRECEDENCE } from '../src/domain/assess-form.ts'
import type { Form, Justification, PersonFacts } from '../src/domain/form.ts'
import type { Guardian } from '../src/domain/taking.ts'
import { circumstances, hoursAfter, NOW, person, shelterForm, vitalForm } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'

const assess = (form: Partial<Form> = {}, facts: Partial<PersonFacts> = {}, around: Partial<Circumstances> = {}) =>
  assessForm({ ...shelterForm, ...form }, { ...person, ...facts }, { ...circumstances, ...around }, policy, NOW)

const codeOf = (...given: Parameters<typeof assess>) => {
  const assessment = assess(...given)
  return assessment.valid ? 'valid' : assessment.code
}
const pointersOf = (...given: Parameters<typeof assess>) => {
  const assessment = assess(...given)
  return assessment.valid ? [] : assessment.pointers
}

const child = { minor: true }
const taken = shelterForm.taken ?? {}
const guardian = { authority: 'parent', document: 'b'.repeat(64), conflictCheck: 'none_found' } as const
const byGuardian = (change: Partial<Guardian> = {}) =>
  ({ grantedBy: 'guardian', taken: { ...taken, guardian: { ...guardian, ...change } } }) as const
const order: Partial<Form> = {
  basis: 'court_order',
  grantedBy: 'none',
  signature: null,
  justification: {
    ...{ reason: 'court_ordered', authority: 'court', document: 'a'.repeat(64) },
    ...{ compels: ['exploitation', 'suspects'], until: '2029-12-31' },
  },
}
const obligation: Partial<Form> = {
  basis: 'legal_obligation',
  grantedBy: 'none',
  signature: null,
  justification: {
    ...{ reason: 'duty_to_report', article: { law: 'trafficking_act', number: 9 }, personTold: 'told' },
    compels: ['exploitation', 'suspects'],
  },
}
const lacking = ({ justification, ...form }: Partial<Form>, field: keyof Justification): Partial<Form> => {
  const { [field]: _, ...rest } = justification ?? { reason: 'court_ordered' }
  return { ...form, justification: { reason: 'court_ordered', ...rest } }
}
const safeguarding: Partial<Form> = {
  basis: 'child_safeguarding',
  grantedBy: 'guardian',
  justification: { reason: 'child_at_risk' },
}

describe('a consent', () => {
  it('is valid when explained, understood and signed', () => {
    expect(assess()).toEqual({
      valid: true,
      term: { endsAt: new Date('2030-04-01T00:00:00Z'), confirmBy: undefined },
    })
  })

  it.each(['signed', 'thumbprint', 'pictogram', 'oral_with_witness'] as const)('may be given as %s', signature => {
    expect(codeOf({ signature, taken: { ...taken, witness: { from: 'no_agency' } } })).toBe('valid')
  })

  it('may be explained through an interpreter', () => {
    const interpreted = { interpreter: true, taken: { ...taken, interpreter: 'professional' } } as const
    expect(codeOf(interpreted, { speaksLanguageExplained: false })).toBe('valid')
  })

  it('given orally without a witness does for 72 h, in an emergency, for shelter or care', () => {
    const emergency = { signature: 'oral', priority: 'emergency', purposes: ['shelter', 'medical_care'] } as const
    expect(assess(emergency)).toMatchObject({ valid: true, term: { endsAt: hoursAfter(72) } })
    expect(pointersOf({ ...emergency, priority: 'urgent' })).toEqual(['/priority'])
    expect(pointersOf({ signature: 'oral', priority: 'emergency' })).toEqual(['/purposes'])
  })

  it('signed in an emergency waits 72 h for its sheet; as a draft it does not need one yet', () => {
    expect(assess({ sheet: undefined, priority: 'emergency' })).toMatchObject({ term: { sheetBy: hoursAfter(72) } })
    expect(assess({ priority: 'emergency' })).toMatchObject({ valid: true, term: { sheetBy: undefined } })
    expect(assess({ sheet: undefined }, {}, { isDraft: true })).toMatchObject({ valid: true })
  })

  it.each(['pictogram', 'oral_with_witness'] as const)('given as %s has no sheet', signature => {
    const form = { signature, sheet: undefined, taken: { ...taken, witness: { from: 'no_agency' } } } as const
    expect(codeOf(form)).toBe('valid')
  })

  it('asks nothing more when the child’s assent was refused or not sought', () => {
    const facts = { minor: true, guardianNamed: true }
    expect(codeOf({ ...byGuardian(), assent: false }, facts)).toBe('valid')
    const notSought = { ...byGuardian().taken, viewsSought: false }
    expect(codeOf({ ...byGuardian(), taken: notSought }, facts)).toBe('valid')
  })

  it.each(['court_appointed', 'protective_measure'] as const)(
    'may be given for an adult by a guardian (%s)',
    authority => {
      expect(codeOf(byGuardian({ authority }), { guardianNamed: true })).toBe('valid')
    },
  )

  it.each(['unknown', 'declined', undefined] as const)('stands when capacity is %s: that is no ground', capacity => {
    expect(codeOf({ taken: { ...taken, capacity } })).toBe('valid')
  })

  it.each(['professional', 'cultural_mediator', 'agency_staff', 'telephone_service'] as const)(
    'may be interpreted by %s',
    interpreter => {
      expect(codeOf({ interpreter: true, taken: { ...taken, interpreter } })).toBe('valid')
    },
  )

  it('may be witnessed by another agency of the kind that receives, if the recipient is named', () => {
    const recipients = [{ hub: 'XA', agencyType: 'shelter', agencyId: 'one' }] as const
    const by = (agencyId: string) => ({ ...taken, witness: { from: 'shelter', agencyId } as const })
    expect(codeOf({ recipients, taken: by('two') })).toBe('valid')
    expect(codeOf({ recipients, taken: by('one') })).toBe('witness_not_independent')
  })
})

describe('refused is', () => {
  const cases: Record<(typeof FORM_PRECEDENCE)[number]['code'], Parameters<typeof assess>[]> = {
    minor_without_guardian_or_safeguarding: [
      [{}, child],
      [{ grantedBy: 'guardian' }, child],
      [{}, { ...child, guardianNamed: true }],
      [vitalForm, child],
    ],
    guardian_conflict: [
      [{ grantedBy: 'guardian' }, { minor: true, guardianNamed: true, guardianConflict: true }],
      [{ grantedBy: 'guardian' }, { guardianNamed: true, guardianConflict: true }],
      [byGuardian({ conflictCheck: 'conflict_found' }), { minor: true, guardianNamed: true }],
    ],
    not_a_child: [
      [safeguarding],
      [safeguarding, { guardianNamed: true, guardianConflict: true }, { steppedUp: false }],
    ],
    guardian_not_named: [[{ grantedBy: 'guardian' }]],
    guardian_authority_missing: [[{ grantedBy: 'guardian' }, { minor: true, guardianNamed: true }]],
    guardian_of_child_only: [
      [byGuardian(), { guardianNamed: true }],
      [byGuardian({ authority: 'testamentary' }), { guardianNamed: true }],
      [byGuardian({ authority: 'child_protection_authority', conflictCheck: 'not_done' }), { guardianNamed: true }],
    ],
    guardian_conflict_unchecked: [[byGuardian({ conflictCheck: 'not_done' }), { minor: true, guardianNamed: true }]],
    consent_expired: [
      [{ validUntil: '2026-03-03' }],
      [{ ...order, justification: { reason: 'court_ordered', until: '2026-03-03' } }],
    ],
    form_text_unknown: [
      [{ taken: undefined }],
      [{ taken: { ...taken, formText: 'c'.repeat(64) } }],
      [{ taken: { ...taken, formText: 'text-in-english' } }],
    ],
    language_not_understood: [[{}, { speaksLanguageExplained: false }]],
    interpreter_not_independent: [
      [{ interpreter: true }],
      ...(['suspect', 'employer', 'relative', 'co_victim', 'child'] as const).map(
        (interpreter): Parameters<typeof assess> => [{ interpreter: true, taken: { ...taken, interpreter } }],
      ),
    ],
    capacity_lacking: [
      [{ taken: { ...taken, capacity: 'acutely_unable' } }],
      [{ taken: { ...taken, capacity: 'lasting_unable' } }],
    ],
    comprehension_not_checked: [[{ comprehensionChecked: false }], [{ taken: { ...taken, comprehension: undefined } }]],
    contact_not_agreed: [[{ taken: { ...taken, contactRule: 'no_contact' } }]],
    witness_not_independent: [
      [{ signature: 'oral_with_witness' }],
      [{ signature: 'oral_with_witness', taken: { ...taken, witness: { from: 'police' } } }],
      [{ signature: 'oral_with_witness', taken: { ...taken, witness: { from: 'shelter' } } }],
    ],
    signature_missing: [[{ signature: null }], [{ signature: 'oral' }], [{ grantedBy: 'none' }]],
    signed_sheet_missing: [
      [{ sheet: undefined }],
      [{ sheet: undefined, signature: 'thumbprint' }],
      [{ sheet: undefined, priority: 'urgent' }],
    ],
    // Whatever is said of a sheet is looked at: also where none is needed.
    signed_sheet_unknown: [
      [{}, {}, { sheetHeld: false }],
      [{ signature: 'pictogram' }, {}, { sheetHeld: false }],
    ],
    justification_missing: [
      [{ ...vitalForm, justification: undefined }],
      [{ ...vitalForm, justification: { reason: 'duty_to_report' } }],
    ],
    compelled_data_missing: [[lacking(order, 'compels')], [lacking(obligation, 'compels')]],
    order_limit_missing: [[lacking(order, 'until')]],
    person_not_told: [
      [
        {
          ...obligation,
          justification: { ...obligation.justification, reason: 'duty_to_report', personTold: undefined },
        },
      ],
      [
        {
          ...obligation,
          justification: { ...obligation.justification, reason: 'duty_to_report', personTold: 'not_told' },
        },
      ],
    ],
    one_recipient_only: [
      [{ ...vitalForm, recipients: [...shelterForm.recipients, { hub: 'XA', agencyType: 'health' }] }],
    ],
    step_up_required: [
      [vitalForm, {}, { steppedUp: false }],
      [safeguarding, child, { steppedUp: false }],
    ],
  }

  it.each(Object.entries(cases).flatMap(([code, list]) => list.map((given, n) => [code, n, given] as const)))(
    '%s (%i)',
    (code, _n, given) => {
      expect(codeOf(...given)).toBe(code)
    },
  )

  it('the first of several defects', () => {
    const all = { validUntil: '2020-01-01', comprehensionChecked: false, signature: null } as const
    expect(codeOf(all, child)).toBe('minor_without_guardian_or_safeguarding')
    expect(codeOf(all, { speaksLanguageExplained: false })).toBe('consent_expired')
    expect(codeOf({ ...all, validUntil: '2030-01-01' })).toBe('comprehension_not_checked')
  })
})

describe('a basis other than consent', () => {
  it('asks neither language, comprehension nor signature of the person', () => {
    expect(codeOf({ ...vitalForm }, { speaksLanguageExplained: false })).toBe('valid')
  })

  it('of a vital interest ends after 72 h, whatever the form says, and lapses unconfirmed after 24 h', () => {
    expect(assess(vitalForm)).toMatchObject({ term: { endsAt: hoursAfter(72), confirmBy: hoursAfter(24) } })
  })

  it('of safeguarding needs a second person, and no guardian', () => {
    expect(assess(safeguarding, child)).toMatchObject({ valid: true, term: { confirmBy: hoursAfter(24) } })
    const conflicted = { minor: true, guardianNamed: true, guardianConflict: true }
    expect(codeOf(safeguarding, conflicted)).toBe('valid')
  })

  it('of safeguarding is recorded for a name that is asked for, of whom nobody said how old they are', () => {
    expect(codeOf(safeguarding, { ageUnknown: true })).toBe('valid')
  })

  it('of a court names the court, its document, what it compels and until when, and ends with the order', () => {
    expect(codeOf(order)).toBe('valid')
    expect(pointersOf({ ...order, justification: { reason: 'court_ordered', authority: 'police' } })).toEqual([
      '/justification/authority',
      '/justification/document',
    ])
    expect(pointersOf(lacking(order, 'compels'))).toEqual(['/justification/compels'])
    expect(pointersOf(lacking(order, 'until'))).toEqual(['/justification/until'])
    expect(assess(order)).toMatchObject({ term: { endsAt: new Date('2030-01-01T00:00:00Z') } })
  })

  it('of the law of which the person is not told, because that would endanger somebody, needs a second person', () => {
    const untold = {
      ...obligation,
      justification: { ...obligation.justification, reason: 'duty_to_report', personTold: 'would_endanger' },
    } as const
    expect(assess(untold)).toMatchObject({ valid: true, term: { confirmBy: hoursAfter(24) } })
    expect(assess(obligation)).toMatchObject({ valid: true, term: { confirmBy: undefined } })
    expect(assess(vitalForm)).toMatchObject({ term: { confirmBy: hoursAfter(24) } })
  })

  it('of the law names its article and what it compels', () => {
    expect(codeOf(obligation)).toBe('valid')
    expect(pointersOf(lacking(obligation, 'compels'))).toEqual(['/justification/compels'])
    expect(pointersOf({ ...obligation, justification: { reason: 'duty_to_report' } })).toEqual([
      '/justification/article',
    ])
  })
})
