import { describe, expect, it } from 'vitest'
import { checkStep } from '../web/form/check.ts'
import { type Draft, emptyDraft } from '../web/form/draft.ts'
import { faultsOf } from '../web/form/faults.ts'
import { fieldsOf, STEPS, stepOf } from '../web/form/steps.ts'
import { filledDraft, NOW } from './fixtures/filled-draft.ts'

const faults = (draft: Draft) => STEPS.flatMap(step => checkStep(step, draft, NOW))

describe('a step', () => {
  it('is let through when it has all it needs', () => {
    expect(faults(filledDraft())).toEqual([])
  })

  it('asks of an empty form for what cannot be left out, and for nothing about who the person is', () => {
    expect(faults(emptyDraft('XA', 'es')).map(({ field }) => field)).toEqual([
      'minor',
      'traffickingStatus',
      'protocol',
      'priority',
      'agency',
      'basis',
      'grantedBy',
      'purposes',
      'categories',
      'languageExplained',
      'validUntil',
    ])
  })

  it.each<[string, Partial<Draft>, string, string]>([
    ['a date that is none', { birth: '03.04.1999' }, 'birth', 'invalid'],
    [
      'somebody who must never know, of whom nothing is said',
      { excluded: [{ hub: 'XA', agencyType: '', agencyId: '', userId: '' }] },
      'excluded',
      'required',
    ],
    ['an adult of no age, whom the vault would take for a child', { birth: '' }, 'ageBand', 'age_unknown'],
    ['an adult of the age of a child', { birth: '2015-01-01' }, 'minor', 'age_in_doubt_means_child'],
    [
      'an event that ends before it begins',
      { events: [{ type: 'Transit', country: 'XA', from: '2026-02-01', to: '2026-01-01' }] },
      'events',
      'ends_before_start',
    ],
    [
      'a document without a number',
      { documents: [{ type: 'PASSPORT', number: '' }] },
      'documents',
      'document_incomplete',
    ],
    ['a document of no kind', { documents: [{ type: ' ', number: '7719' }] }, 'documents', 'document_incomplete'],
    [
      'an event in no country',
      { events: [{ type: 'Transit', country: '', from: '', to: '' }] },
      'events',
      'event_incomplete',
    ],
    ['a consent that nobody gave', { grantedBy: 'none' }, 'grantedBy', 'required'],
    [
      'a consent that nobody knows to be understood',
      { comprehensionChecked: false },
      'comprehensionChecked',
      'required',
    ],
    ['a safe contact without a time', { hasSafeContact: true, contactChannel: 'sms' }, 'contactWhen', 'required'],
    ['a guardian without a name', { hasGuardian: true, guardianRelation: 'tía' }, 'guardianName', 'required'],
    ['a question on fear of return without its answer', { fearAsked: 'yes' }, 'fearAnswer', 'required'],
    ['a consent of yesterday', { validUntil: '2026-11-23' }, 'validUntil', 'in_the_past'],
    ['a consent without its form', { signature: '' }, 'signature', 'required'],
    ['a signature without its sheet', { sheet: null }, 'sheet', 'required'],
    ['a thumbprint without its sheet', { signature: 'thumbprint', sheet: null }, 'sheet', 'required'],
    ['an agreement about own words without whoever advised', { ownWordsAgreed: true }, 'advisedBy', 'required'],
    [
      'an agreement about own words before the advice',
      { ownWordsAgreed: true, advisedBy: 'legal_aid', advisedOn: '2030-01-01' },
      'advisedOn',
      'in_the_future',
    ],
    ['a consent to no way of passing it on', { actions: [] }, 'actions', 'required'],
    ['a basis without its reason', { basis: 'vital_interest' }, 'reason', 'required'],
    ['a court order without its file', { basis: 'court_order', reason: 'court_ordered' }, 'orderHash', 'required'],
    ['a court order without what it compels', { basis: 'court_order', orderHash: 'ab' }, 'compels', 'required'],
    ['a court order without its last day', { basis: 'court_order', orderHash: 'ab' }, 'orderUntil', 'required'],
    ['a court order of yesterday', { basis: 'court_order', orderUntil: '2026-11-23' }, 'orderUntil', 'in_the_past'],
    ['an article without what it compels', { basis: 'legal_obligation', law: 'penal_code' }, 'compels', 'required'],
    [
      'an article that is no number',
      { basis: 'legal_obligation', reason: 'duty_to_report', law: 'penal_code', article: '12 bis' },
      'article',
      'required',
    ],
  ])('marks %s', (_, change, field, code) => {
    expect(faults(filledDraft(change))).toContainEqual({ field, code })
  })

  it('lets an emergency go without the sheet, and asks for none where nobody signed', () => {
    expect(faults(filledDraft({ sheet: null, priority: 'emergency' }))).toEqual([])
    expect(faults(filledDraft({ sheet: null, signature: 'pictogram' }))).toEqual([])
  })

  it('marks a field once, in the order of the page', () => {
    const found = checkStep(
      'person',
      filledDraft({ minor: '', birth: 'x', documents: [{ type: '', number: '' }] }),
      NOW,
    )
    expect(found.map(({ field }) => field)).toEqual(['birth', 'minor', 'documents'])
  })

  describe('of a guardian who may be part of the harm', () => {
    const suspected = { minor: 'yes', birth: '', grantedBy: 'guardian', risks: ['guardian_suspected'] } as const
    const fields = (change: object) => faults(filledDraft({ ...suspected, ...change })).map(({ field }) => field)

    it('asks for no paper that only they have', () => {
      expect(fields({})).toEqual([])
      expect(fields({ risks: [] })).toEqual(['guardianAuthority', 'guardianDocument', 'conflictCheck'])
    })

    it('lets nothing else be granted by them', () => {
      const safeguarding = { basis: 'child_safeguarding', reason: 'guardian_conflicted' }
      expect(fields(safeguarding)).toEqual(['grantedBy'])
      expect(fields({ ...safeguarding, grantedBy: 'none' })).toEqual([])
    })
  })

  it('needs no signature on a basis other than consent', () => {
    const draft = filledDraft({ basis: 'vital_interest', reason: 'danger_to_life', signature: '' })
    expect(faults(draft)).toEqual([])
  })
})

describe('every field', () => {
  it('stands in one step of the form', () => {
    const inSteps = STEPS.flatMap(fieldsOf)
    expect(new Set(inSteps).size).toBe(inSteps.length)
    expect([...inSteps].sort()).toEqual(Object.keys(emptyDraft('XA', 'es')).sort())
    for (const field of inSteps) expect(fieldsOf(stepOf(field))).toContain(field)
  })
})

describe('a refusal', () => {
  it('marks the fields it points to, however deep', () => {
    const errors = [
      { pointer: '/subject/identity/names/3', code: 'invalid' },
      { pointer: '/subject/safeContact/when', code: 'required' },
    ]
    expect(faultsOf('subject', { code: 'request_invalid', errors })).toEqual([
      { field: 'names', code: 'invalid' },
      { field: 'contactWhen', code: 'required' },
    ])
  })

  it('marks the field of the part it is about when it points nowhere', () => {
    expect(faultsOf('referral', { code: 'purpose_outside_mandate', errors: [] })).toEqual([
      { field: 'purpose', code: 'purpose_outside_mandate' },
    ])
  })

  it('marks nothing when no field can put it right', () => {
    expect(faultsOf('consent', { code: 'service_unavailable', errors: [] })).toEqual([])
    expect(faultsOf('consent', { code: 'x', errors: [{ pointer: '/subjectRef', code: 'invalid' }] })).toEqual([])
  })
})
