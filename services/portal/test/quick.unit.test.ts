import { subjectPayloadSchema } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { checkStep } from '../web/form/check.ts'
import { type Draft, emptyDraft } from '../web/form/draft.ts'
import { consentOf, payloadOf, referralOf } from '../web/form/payload.ts'
import { QUICK_FIELDS, quickBases, quickDraft, quickFaults } from '../web/form/quick.ts'
import { STEPS } from '../web/form/steps.ts'
import { supplementOf } from '../web/form/supplement.ts'
import { formTexts, NOW, SHELTER } from './fixtures/filled-draft.ts'

/** The least that the page asks for. */
const asked = (change: Partial<Draft> = {}): Draft => ({
  ...emptyDraft('XA', 'es'),
  minor: 'no',
  ageBand: '21--23',
  needs: ['Housing Services'],
  risks: ['no_safe_place_tonight'],
  protocol: 'oas-64-standard',
  agency: SHELTER.agencyId,
  basis: 'consent',
  comprehensionChecked: true,
  ...change,
})
const faultsOf = (draft: Draft) => STEPS.flatMap(step => checkStep(step, quickDraft(draft, NOW, 'es'), NOW))
const PROTOCOL = { family: 'oas-64-standard' }

describe('the emergency form', () => {
  it.each<[string, Partial<Draft>]>([
    ['oral consent', {}],
    ['vital interest', { basis: 'vital_interest', reason: 'danger_to_life', comprehensionChecked: false }],
    [
      'the safeguarding of a child',
      { minor: 'doubt', ageBand: '', basis: 'child_safeguarding', reason: 'child_at_risk' },
    ],
  ])('asks for all that is needed on the basis of %s', (_, change) => {
    expect(faultsOf(asked(change))).toEqual([])
    expect(subjectPayloadSchema.safeParse(payloadOf(quickDraft(asked(change), NOW, 'es'), NOW)).success).toBe(true)
  })

  it('asks for every field itself that may be at fault', () => {
    const faults = faultsOf({ ...emptyDraft('XA', 'es'), hasSafeContact: true, basis: 'vital_interest' })
    expect(faults.length).toBeGreaterThan(4)
    for (const { field } of faults) expect(QUICK_FIELDS).toContain(field)
  })

  it('records oral consent for shelter and care only, and for 72 hours', () => {
    const form = consentOf(quickDraft(asked(), NOW, 'es'), SHELTER, 'ref', { protocol: PROTOCOL, formTexts })
    expect(form).toMatchObject({
      signature: 'oral',
      priority: 'emergency',
      purposes: ['shelter', 'medical_care'],
      validUntil: '2026-11-27',
      recipients: [{ agencyId: SHELTER.agencyId }],
    })
  })

  it('releases no name on vital interest, whatever was typed', () => {
    const change = { names: 'Ximena', basis: 'vital_interest', reason: 'danger_to_life' } as const
    expect(quickDraft(asked(change), NOW, 'es').categories).not.toContain('identity')
    expect(quickDraft(asked({ names: 'Ximena' }), NOW, 'es').categories).toContain('identity')
  })

  it('takes for consent only what was explained in a language of the person, and understood', () => {
    const faults = (change: Partial<Draft>) =>
      [...faultsOf(asked(change)), ...quickFaults(asked(change), asked(change))].map(({ field }) => field)
    expect(faults({ languages: ['que'] })).toEqual([])
    expect(faults({ comprehensionChecked: false })).toEqual(['comprehensionChecked', 'languages'])
    expect(faults({ basis: 'vital_interest', reason: 'danger_to_life' })).toEqual([])
    expect(quickDraft(asked({ languages: ['que'] }), NOW, 'es').languageExplained).toBe('que')
  })

  it('never asks a child for a consent that would not count', () => {
    expect(quickBases({ minor: 'doubt' })).not.toContain('consent')
    expect(quickBases({ minor: 'no' })).toContain('consent')
  })

  it('is sent as what it is: an emergency, to be completed', () => {
    const referral = referralOf(quickDraft(asked(), NOW, 'es'), SHELTER, 'ref', { protocol: PROTOCOL, quick: true })
    expect(referral).toMatchObject({ quick: true, priority: 'emergency', services: ['housing'] })
  })
})

describe('what completes a record', () => {
  it('holds what was filled in, and nothing that would overwrite what is known', () => {
    const draft = { ...emptyDraft('XA', 'es'), names: 'Ximena', nationalities: ['PE'], narrative: 'Llegó.' }
    expect(supplementOf(draft, 'r', NOW)).toEqual({
      referralId: 'r',
      subject: { identity: { names: ['Ximena'] }, nationalities: ['PE'] },
      narrative: { lang: 'es', text: 'Llegó.', selfIncriminating: [] },
    })
  })

  it('gives a safe contact whole', () => {
    const contact = { contactChannel: 'sms', contactWhen: 'noche', contactLanguage: 'spa' }
    expect(supplementOf({ ...emptyDraft('XA', 'es'), hasSafeContact: true, ...contact }, 'r', NOW)).toEqual({
      referralId: 'r',
      subject: { safeContact: { channel: 'sms', value: null, when: 'noche', codeWord: null, language: 'spa' } },
    })
  })

  it('is nothing when nothing was filled in', () => {
    expect(supplementOf(emptyDraft('XA', 'es'), 'r', NOW)).toBeUndefined()
  })
})
