import { subjectPayloadSchema } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { checkStep } from '../web/form/check.ts'
import { consentOf, payloadOf, referralOf } from '../web/form/payload.ts'
import { filledDraft, formTexts, NOW, SHEET, SHELTER } from './fixtures/filled-draft.ts'

const FAMILY = { family: 'oas-64-standard' }

describe('what is sealed', () => {
  it('is what the vault takes', () => {
    expect(subjectPayloadSchema.safeParse(payloadOf(filledDraft(), NOW)).error).toBeUndefined()
  })

  it('holds one name a line, without blanks and empty lines', () => {
    const { identity } = payloadOf(filledDraft(), NOW).subject
    expect(identity.names).toEqual(['Ximena Ocllo Huamán', 'Ximena O. Huamán'])
    expect(identity.documents).toEqual([{ type: 'DNI_PE', number: '00000000' }])
  })

  it('has the kind of a document as a code, however it was written', () => {
    const kindOf = (type: string) =>
      payloadOf(filledDraft({ documents: [{ type, number: '1' }] }), NOW).subject.identity.documents?.[0]?.type
    expect(kindOf('Cédula de identidad')).toBe('CEDULA_DE_IDENTIDAD')
    expect(kindOf(' pasaporte ')).toBe('PASAPORTE')
    expect(kindOf('DNI (Perú)')).toBe('DNI_PERU')
  })

  it('takes the age from the date of birth, and from what was chosen only without one', () => {
    expect(payloadOf(filledDraft({ ageBand: '48+' }), NOW).subject.ageBand).toBe('27--29')
    expect(payloadOf(filledDraft({ birth: '', ageBand: '48+' }), NOW).subject.ageBand).toBe('48+')
    expect(payloadOf(filledDraft({ birth: '', ageBand: '' }), NOW).subject.ageBand).toBeNull()
  })

  it.each(['yes', 'doubt'] as const)('is of a child when that was answered with %s', minor => {
    expect(payloadOf(filledDraft({ minor, birth: '' }), NOW).subject.isMinor).toBe(true)
  })

  it.each([true, false])('says that a child agrees where that was ticked (%s), and never that they do not', assent => {
    const draft = filledDraft({ minor: 'yes', birth: '', assent })
    const said = assent ? true : undefined
    expect(payloadOf(draft, NOW).consentAssent).toBe(said)
    const form = consentOf(draft, SHELTER, 'ref', { protocol: FAMILY, formTexts })
    expect(Reflect.get(form, 'assent')).toBe(said)
  })

  it('holds no narrative, safe contact or guardian that nobody gave', () => {
    const payload = payloadOf(
      filledDraft({ narrative: '  ', contactValue: 'left over', guardianName: 'left over' }),
      NOW,
    )
    expect(payload).not.toHaveProperty('narrative')
    expect(payload.subject).toMatchObject({ safeContact: null, guardian: null })
  })

  it('says what is marked in the account, and that nothing is', () => {
    const narrativeWith = (change: object) =>
      payloadOf(filledDraft({ narrative: 'Cruzó sin papeles.', ...change }), NOW).narrative
    const marks = [{ start: 0, end: 18, kind: 'irregular_entry_or_stay' }]
    expect(narrativeWith({ incriminating: marks })).toMatchObject({ selfIncriminating: marks })
    expect(narrativeWith({})).toMatchObject({ selfIncriminating: [] })
    expect(checkStep('narrative', filledDraft({ narrative: 'Cruzó.', incriminating: marks }), NOW)).toEqual([
      { field: 'incriminating', code: 'invalid' },
    ])
  })

  it('says of a question that was not asked neither that it was in private nor an answer', () => {
    const fear = (change: object) => payloadOf(filledDraft(change), NOW).fearOfReturn
    expect(fear({ fearAsked: 'no', fearInPrivate: true, fearAnswer: 'no' })).toEqual({
      asked: false,
      inPrivate: false,
      answer: null,
    })
    expect(fear({ fearAsked: '' })).toBeUndefined()
  })

  it('leaves out what nobody knows, and is still taken', () => {
    const unknown = filledDraft({ names: '', birth: '', nationalities: [], languages: [], documents: [], events: [] })
    expect(subjectPayloadSchema.safeParse(payloadOf(unknown, NOW)).success).toBe(true)
  })
})

describe('the form of the basis', () => {
  it('names the one agency, or every agency of its kind', () => {
    const recipients = (recipientScope: 'agency' | 'type') =>
      consentOf(filledDraft({ recipientScope }), SHELTER, 'ref', { protocol: FAMILY, formTexts }).recipients
    expect(recipients('agency')).toEqual([{ hub: 'XA', agencyType: 'shelter', agencyId: SHELTER.agencyId }])
    expect(recipients('type')).toEqual([{ hub: 'XA', agencyType: 'shelter' }])
  })

  it('permits no more than this referral takes, until the person was asked for more', () => {
    const form = (change: object, to = SHELTER) =>
      consentOf(filledDraft(change), to, 'ref', { protocol: FAMILY, formTexts })
    expect(form({})).toMatchObject({ actions: ['refer'] })
    expect(form({}, { ...SHELTER, member: false } as typeof SHELTER)).toMatchObject({ actions: ['link'] })
    expect(form({})).not.toHaveProperty('onward')
    const wide = { recipientScope: 'type', hubs: ['XB'], onward: true, actions: ['refer', 'link'] }
    expect(form(wide)).toMatchObject({
      recipients: [
        { hub: 'XA', agencyType: 'shelter' },
        { hub: 'XB', agencyType: 'shelter' },
      ],
      ...{ onward: true, actions: ['refer', 'link'] },
    })
    // To one agency alone there is nobody else to whom it could go.
    expect(form({ ...wide, recipientScope: 'agency' })).not.toHaveProperty('onward')
    for (const field of ['actions', 'onward'])
      expect(form({ ...wide, basis: 'vital_interest', reason: 'danger_to_life' })).not.toHaveProperty(field)
  })

  it('names the sheet by what redaction answered, and never holds it', () => {
    const sheet = { id: 'a-sheet', sha256: 'd'.repeat(64) }
    const form = consentOf(filledDraft(), SHELTER, 'ref', { protocol: FAMILY, formTexts, sheet })
    expect(form).toMatchObject({ sheet })
    expect(JSON.stringify(form)).not.toContain(SHEET.base64)
  })

  it('justifies a basis other than consent, each in its own way', () => {
    const justification = (change: object) =>
      consentOf(filledDraft(change), SHELTER, 'ref', { protocol: FAMILY, formTexts })
    expect(justification({})).not.toHaveProperty('justification')
    expect(justification({ basis: 'vital_interest', reason: 'danger_to_life' })).toMatchObject({
      justification: { reason: 'danger_to_life' },
    })
    const order = { basis: 'court_order', reason: 'court_ordered', orderHash: 'ab', orderUntil: '2027-01-31' }
    expect(justification({ ...order, compels: ['exploitation'] })).toHaveProperty('justification', {
      ...{ reason: 'court_ordered', authority: 'court', document: 'ab' },
      ...{ compels: ['exploitation'], until: '2027-01-31' },
    })
    expect(
      justification({
        ...{ basis: 'legal_obligation', reason: 'duty_to_report', law: 'penal_code', article: ' 189 ' },
        compels: ['suspects'],
      }),
    ).toMatchObject({ justification: { article: { law: 'penal_code', number: 189 }, compels: ['suspects'] } })
  })

  it('names the rules of disclosure that the protocol has, not the protocol', () => {
    const form = consentOf(filledDraft({ protocol: 'a-protocol' }), SHELTER, 'ref', {
      protocol: { family: 'child-safeguarding' },
      formTexts,
    })
    expect(form).toHaveProperty('protocol', 'child-safeguarding')
  })

  it('names whom the person never wants to know: a kind of agency, one agency, or one officer', () => {
    const form = (change: object) => consentOf(filledDraft(change), SHELTER, 'ref', { protocol: FAMILY, formTexts })
    const kind = { hub: 'XA', agencyType: 'police', agencyId: '', userId: '' }
    const one = { hub: 'XB', agencyType: 'consulate', agencyId: 'an-agency', userId: '' }
    const officer = { hub: 'XA', agencyType: 'shelter', agencyId: SHELTER.agencyId, userId: 'an-officer' }
    expect(form({ excluded: [kind, one, officer] })).toHaveProperty('excluded', [
      { hub: 'XA', agencyType: 'police' },
      { hub: 'XB', agencyType: 'consulate', agencyId: 'an-agency' },
      officer,
    ])
    expect(form({})).not.toHaveProperty('excluded')
  })

  it('says what the person agreed to after advice, and never what somebody else would agree to for them', () => {
    const form = (change: object) => consentOf(filledDraft(change), SHELTER, 'ref', { protocol: FAMILY, formTexts })
    const agreed = { ownWordsAgreed: true, advisedBy: 'public_defender', advisedOn: '2026-11-20' }
    expect(form(agreed)).toHaveProperty('selfIncriminating', {
      advisedBy: 'public_defender',
      advisedOn: '2026-11-20',
    })
    expect(form({ ...agreed, grantedBy: 'guardian' })).not.toHaveProperty('selfIncriminating')
    expect(form({ ...agreed, basis: 'vital_interest', reason: 'danger_to_life' })).not.toHaveProperty(
      'selfIncriminating',
    )
    expect(form({})).not.toHaveProperty('selfIncriminating')
  })

  it('holds no text that was typed about the person', () => {
    const text = JSON.stringify(consentOf(filledDraft(), SHELTER, 'ref', { protocol: FAMILY, formTexts }))
    expect(text).not.toMatch(/Ximena|Huam|terminal|555/)
  })
})

describe('the referral', () => {
  it('completes the draft of a child only under a protocol of safeguarding, whatever that is called', () => {
    const under = (family: string) => referralOf(filledDraft(), SHELTER, 'ref', { protocol: { family }, draftId: 'd' })
    expect(under('child-safeguarding')).toHaveProperty('draftId', 'd')
    expect(under('oas-64-standard')).not.toHaveProperty('draftId')
  })

  it('holds codes and references only', () => {
    expect(referralOf(filledDraft(), SHELTER, 'ref', { protocol: FAMILY })).toEqual({
      subjectRef: 'ref',
      protocol: 'oas-64-standard',
      priority: 'urgent',
      to: { hub: 'XA', agencyId: SHELTER.agencyId },
      services: ['housing'],
    })
  })

  it('names its purpose if one was chosen', () => {
    expect(referralOf(filledDraft({ purpose: 'shelter' }), SHELTER, 'ref', { protocol: FAMILY })).toHaveProperty(
      'purpose',
      'shelter',
    )
  })
})
