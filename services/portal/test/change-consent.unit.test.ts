import type { ConsentView } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../web/form/draft.ts'
import { allOf, leavesNothing, narrowingOf } from '../web/form/narrowing.ts'
import { createRenewer, leavesOut, renewalDraft, renewalFaults } from '../web/form/renewal.ts'
import { formTexts, NOW } from './fixtures/filled-draft.ts'

const consent: ConsentView = {
  ...{ id: 'the-consent', basis: 'consent', status: 'in_force', validUntil: '2027-05-01' },
  ...{ purposes: ['shelter', 'legal_assistance'], dataCategories: ['identity', 'needs'], protocol: 'oas-64-standard' },
  ...{ reportBack: true, onward: true, actions: ['refer'] },
  recipients: [
    { hub: 'XA', agencyType: 'shelter' },
    { hub: 'XB', agencyType: 'shelter' },
  ],
}

describe('a consent of which a part is taken back', () => {
  it('says only what is less', () => {
    const left = { ...allOf(consent), purposes: ['shelter'], recipients: ['1'], reportBack: false }
    expect(narrowingOf(consent, left)).toEqual({
      ...{ purposes: ['shelter'], recipients: [{ hub: 'XB', agencyType: 'shelter' }], reportBack: false },
    })
    expect(narrowingOf(consent, { ...allOf(consent), validUntil: '2027-04-30', onward: false })).toEqual({
      ...{ validUntil: '2027-04-30', onward: false },
    })
  })

  it('says that what incriminates the person is not to be read, where that was agreed to', () => {
    const agreed: ConsentView = { ...consent, selfIncriminating: { advisedBy: 'legal_aid', advisedOn: '2026-01-02' } }
    expect(narrowingOf(agreed, allOf(agreed))).toBeUndefined()
    expect(narrowingOf(agreed, { ...allOf(agreed), ownWords: false })).toEqual({ selfIncriminating: false })
    expect(narrowingOf(consent, { ...allOf(consent), ownWords: false })).toBeUndefined()
  })

  it('is none when nothing is less, also where a later day or no day is named', () => {
    for (const validUntil of ['2027-05-01', '2028-01-01', ''])
      expect(narrowingOf(consent, { ...allOf(consent), validUntil })).toBeUndefined()
  })

  it.each(['purposes', 'categories', 'recipients'] as const)('with no %s left would be a withdrawal', list => {
    expect(leavesNothing(allOf(consent))).toBe(false)
    expect(leavesNothing({ ...allOf(consent), [list]: [] })).toBe(true)
  })
})

const advised = { advisedBy: 'legal_aid', advisedOn: '2026-01-02' }
const ownWords = { ownWordsAgreed: true, ...advised }

describe('a consent that is asked for anew', () => {
  const taken: Partial<Draft> = {
    ...{ grantedBy: 'self', languageExplained: 'spa', comprehensionChecked: true, comprehension: 'own_words' },
    ...{ capacity: 'able', signature: 'pictogram', validUntil: '2030-01-01' },
  }
  const draft = (change: Partial<Draft> = {}): Draft => ({ ...renewalDraft(consent, 'XA', 'es'), ...taken, ...change })

  /** A hub that records whatever it is sent. */
  function recording() {
    const sent: object[] = []
    const client = {
      keepConsentSheet: async () => ({ id: 'the-sheet', sha256: 'd'.repeat(64) }),
      recordConsent: async (form: object) => {
        sent.push(form)
        return consent
      },
    }
    return { client, sent }
  }

  it('begins with what was agreed to, and asks how and until when anew', () => {
    const fields = renewalFaults(renewalDraft(consent, 'XA', 'es'), NOW).map(({ field }) => field)
    expect(fields).toEqual(expect.arrayContaining(['grantedBy', 'languageExplained', 'signature', 'validUntil']))
    expect(fields).not.toContain('purposes')
    expect(renewalFaults(draft(), NOW)).toEqual([])
  })

  it('goes to the same recipients by the same ways under the same protocol, in the place of the one before', async () => {
    const { client, sent } = recording()
    const renew = createRenewer(client, () => 'a key')
    await renew({ subjectRef: 'ref', consent, draft: draft({ purposes: ['shelter', 'health'] }), formTexts })
    expect(sent[0]).toMatchObject({
      ...{ subjectRef: 'ref', supersedes: 'the-consent', recipients: consent.recipients, actions: ['refer'] },
      ...{ onward: true, protocol: 'oas-64-standard', purposes: ['shelter', 'health'], validUntil: '2030-01-01' },
    })
    expect(sent[0]).not.toHaveProperty('sheet')
  })

  it.each<[string, Partial<ConsentView>, Partial<Draft>]>([
    ['a purpose', {}, { purposes: ['shelter', 'medical_care'] }],
    ['a category of data', {}, { categories: ['needs'] }],
    ['the report back', {}, { reportBack: false }],
    ['some of its time', {}, { validUntil: '2027-04-30' }],
    ['what may be read of the person’s own words', { selfIncriminating: advised }, {}],
    ['the same, if a guardian now speaks', { selfIncriminating: advised }, { ...ownWords, grantedBy: 'guardian' }],
  ])('leaves out %s', (_, change, now) => {
    const before = { ...consent, endsAt: '2027-05-02T00:00:00.000Z', grantedBy: 'self', ...change }
    expect(leavesOut(before, draft(now))).toBe(true)
  })

  it('leaves out nothing where it is the same, more or longer', () => {
    const before = { ...consent, endsAt: '2027-05-02T00:00:00.000Z', grantedBy: 'self', selfIncriminating: advised }
    for (const more of [{}, { validUntil: '2027-05-01' }, { purposes: ['shelter', 'legal_assistance', 'health'] }])
      expect(leavesOut(before, draft({ ...ownWords, ...more }))).toBe(false)
    // Nobody but the person could agree to that.
    expect(leavesOut({ ...before, grantedBy: 'guardian' }, draft())).toBe(false)
  })

  it('says how that was taken back', async () => {
    const { client, sent } = recording()
    const takenBack = { inPrivate: true, duressChecked: true, duress: 'none' } as const
    const renewing = { subjectRef: 'ref', consent, draft: draft({ purposes: ['shelter'] }), formTexts }
    await createRenewer(client, () => 'a key')({ ...renewing, takenBack })
    await createRenewer(client, () => 'a key')(renewing)
    expect(sent).toMatchObject([{ takenBack }, {}])
    expect(sent[1]).not.toHaveProperty('takenBack')
  })

  it('names the sheet that was signed, kept once however often it takes; a request that was lost goes out as it was', async () => {
    const kept: unknown[] = []
    const keys: (string | undefined)[] = []
    let number = 0
    const client = {
      keepConsentSheet: async (_: string, file: unknown) => {
        kept.push(file)
        return { id: `sheet ${kept.length}`, sha256: 'd'.repeat(64) }
      },
      recordConsent: async (_: object, key?: string) => {
        keys.push(key)
        if (keys.length === 1) throw new TypeError('lost')
        return consent
      },
    }
    const renew = createRenewer(client, () => `key ${++number}`)
    const signed = draft({ signature: 'signed', sheet: { mediaType: 'image/png', base64: 'iVBORw==' } })
    const renewing = { subjectRef: 'ref', consent, draft: signed, formTexts }
    await expect(renew(renewing)).rejects.toThrow('lost')
    await renew(renewing)
    expect(kept).toHaveLength(1)
    expect(keys).toEqual(['key 2', 'key 2'])
  })
})
