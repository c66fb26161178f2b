import { type ConsentView, ProblemError, type ReferralView } from '@amparo/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusalIn } from '../web/form/exclusions.ts'
import { consentOf, payloadOf, referralOf } from '../web/form/payload.ts'
import { createSender, type Sending, type SendingStage, StageRefused } from '../web/form/send.ts'
import { sheetIn } from '../web/form/signed-sheet.ts'
import { filledDraft, formTexts, NOW, SHELTER } from './fixtures/filled-draft.ts'

type Call = readonly [
  what: 'seal' | 'register' | 'supplement' | 'sheet' | 'refusal' | 'consent' | 'referral',
  body: unknown,
  key?: string | undefined,
]

let calls: Call[]
/** Thrown instead of an answer, once each. */
let failures: Partial<Record<Call[0], Error>>
let number: number

const answer = <T>(call: Call, value: T): T => {
  calls.push(call)
  const failure = failures[call[0]]
  delete failures[call[0]]
  if (failure) throw failure
  return value
}
const sender = (wait?: () => Promise<void>) =>
  createSender(
    {
      seal: async payload => answer(['seal', payload], `sealed ${++number}`),
      registerSealed: async (sealed, key) => answer(['register', sealed, key], { subjectRef: `of ${sealed}` }),
      supplement: async (whole, key) => answer(['supplement', whole, key], {}),
      keepConsentSheet: async (subjectRef, file, replaces) =>
        answer(['sheet', { ...file, replaces }], { id: `sheet of ${subjectRef} ${++number}`, sha256: 'd'.repeat(64) }),
      refuseConsent: async (body, key) =>
        answer(['refusal', body, key], { id: 'a-refusal', refusedAt: NOW.toISOString(), ...opened }),
      recordConsent: async (form, key) =>
        answer(['consent', form, key], { id: `consent of ${form.subjectRef}` } as ConsentView),
      submitReferral: async (body, key) => answer(['referral', body, key], { id: 'r' } as ReferralView),
    },
    () => `key ${++number}`,
    wait,
  )

const sending = (change: Parameters<typeof filledDraft>[0] = {}): Sending => {
  const draft = filledDraft(change)
  return {
    payload: payloadOf(draft, NOW),
    sheet: sheetIn(draft),
    refusal: subjectRef => refusalIn(draft, SHELTER, subjectRef),
    consent: (subjectRef, sheet) =>
      consentOf(draft, SHELTER, subjectRef, { protocol: { family: draft.protocol }, formTexts, sheet }),
    referral: (subjectRef, draftId) =>
      referralOf(draft, SHELTER, subjectRef, { protocol: { family: draft.protocol }, draftId }),
  }
}
const problem = (code: string, status = 403, refs = {}) => new ProblemError(status, { code, title: code, refs })
const unanswered = () => problem('hub_unreachable', 0)
const names = () => calls.map(([what]) => what)
/** But for the sheet, which has tests of its own. */
const requests = () => names().filter(what => what !== 'sheet')
const keysOf = (what: Call[0]) => calls.filter(([name]) => name === what).map(([, , key]) => key)
const quietly = () => {}
/** By a no that is recorded. */
let opened: { draftId?: string } = {}

beforeEach(() => {
  opened = {}
  calls = []
  failures = {}
  number = 0
})

describe('sending a referral', () => {
  it('seals, registers, records the basis and submits, and tells where it is', async () => {
    const told: SendingStage[] = []
    const { referral } = await sender()(sending(), stage => told.push(stage))
    expect(referral.id).toBe('r')
    expect(names()).toEqual(['seal', 'register', 'sheet', 'consent', 'referral'])
    expect(told).toEqual(['seal', 'register', 'consent', 'referral'])
  })

  it('names the sheet in the consent, uploads it once however often it takes, and again for another file', async () => {
    const send = sender()
    failures.consent = unanswered()
    await expect(send(sending(), quietly)).rejects.toBeInstanceOf(StageRefused)
    await send(sending(), quietly)
    expect(names().filter(what => what === 'sheet')).toHaveLength(1)
    await send(sending({ sheet: { mediaType: 'image/png', base64: 'iVBORw==' } }), quietly)
    expect(names().filter(what => what === 'sheet')).toHaveLength(2)
  })

  it('uploads no sheet where nobody signed', async () => {
    await sender()(sending({ signature: 'pictogram' }), quietly)
    expect(names()).not.toContain('sheet')
  })

  it('hands out nothing unsealed before the basis', async () => {
    await sender()(sending(), quietly)
    const [, ...sent] = calls
    expect(JSON.stringify(sent)).not.toMatch(/Ximena|terminal|555/)
  })
})

describe('another basis than consent', () => {
  const vital = { basis: 'vital_interest', reason: 'danger_to_life', signature: '', sheet: null, grantedBy: 'none' }

  it('is recorded after the no of whoever said it, and that once however often it takes', async () => {
    const send = sender()
    failures.referral = problem('refusal_not_reviewed')
    const refused = await send(sending({ ...vital, refusedBy: 'self' }), quietly).catch((error: unknown) => error)
    // By which whoever reviews it finds it.
    expect(refused).toMatchObject({ stage: 'referral', basisId: 'consent of of sealed 1' })
    await send(sending({ ...vital, refusedBy: 'self' }), quietly)
    expect(names()).toEqual([
      ...['seal', 'register', 'refusal', 'consent', 'referral'],
      ...['refusal', 'consent', 'referral'],
    ])
    expect(new Set(keysOf('refusal')).size).toBe(1)
    const [, said] = calls.find(([what]) => what === 'refusal') ?? []
    expect(said).toEqual({
      subjectRef: 'of sealed 1',
      refusedBy: 'self',
      purposes: ['shelter'],
      recipients: [{ hub: 'XA', agencyType: 'shelter', agencyId: SHELTER.agencyId }],
    })
  })

  it('for a reason that is itself a no has that no recorded, though it was not said a second time', async () => {
    const child = {
      basis: 'child_safeguarding',
      reason: 'guardian_refuses',
      signature: '',
      sheet: null,
      grantedBy: 'none',
    }
    await sender()(sending({ ...child, refusedBy: 'nobody' }), quietly)
    expect(calls.find(([what]) => what === 'refusal')?.[1]).toMatchObject({ refusedBy: 'guardian' })
    calls = []
    await sender()(sending({ ...child, refusedBy: 'self' }), quietly)
    expect(calls.find(([what]) => what === 'refusal')?.[1]).toMatchObject({ refusedBy: 'self' })
    calls = []
    // What was chosen for another basis before says nothing here.
    await sender()(sending({ ...vital, reason: 'guardian_refuses' }), quietly)
    expect(names()).not.toContain('refusal')
  })

  it('for a child whose no opens a draft goes out as that draft, which would wait and alarm beside it', async () => {
    opened = { draftId: 'the-draft' }
    const child = {
      protocol: 'child-safeguarding',
      basis: 'child_safeguarding',
      reason: 'guardian_refuses',
      signature: '',
      sheet: null,
      grantedBy: 'none',
    }
    await sender()(sending(child), quietly)
    expect(calls.at(-1)?.[1]).toMatchObject({ draftId: 'the-draft' })
    // It opens by news, which may be late: it is waited for once, and protection not for long.
    for (const isLate of [true, false]) {
      failures.referral = problem('not_found', 404)
      const waited = async () => {
        if (isLate) failures.referral = problem('not_found', 404)
      }
      await sender(waited)(sending(child), quietly)
      expect(Object.hasOwn(calls.at(-1)?.[1] as object, 'draftId')).toBe(!isLate)
    }
  })

  it('is not recorded when the no could not be: it would count without a review', async () => {
    failures.refusal = unanswered()
    await expect(sender()(sending({ ...vital, refusedBy: 'guardian' }), quietly)).rejects.toMatchObject({
      stage: 'consent',
    })
    expect(names()).not.toContain('consent')
  })

  it('says no for nobody', async () => {
    await sender()(sending(vital), quietly)
    await sender()(sending({ refusedBy: 'self' }), quietly)
    expect(names()).not.toContain('refusal')
  })
})

describe('a request whose answer was lost', () => {
  it.each(['register', 'consent', 'referral'] as const)(
    'goes out again as it was, under the same key (%s)',
    async at => {
      const send = sender()
      failures[at] = unanswered()
      await expect(send(sending(), quietly)).rejects.toBeInstanceOf(StageRefused)
      await send(sending(), quietly)
      const [first, second] = calls.filter(([what]) => what === at)
      expect(second).toEqual(first)
      expect(names().filter(what => what === 'seal')).toHaveLength(1)
    },
  )
})

describe('after a refusal', () => {
  it('names the stage at which it was made', async () => {
    failures.consent = problem('language_not_understood')
    await expect(sender()(sending(), quietly)).rejects.toMatchObject({
      stage: 'consent',
      problem: { code: 'language_not_understood' },
    })
  })

  it('the person is not registered twice when only the basis was put right, and the basis has a new key', async () => {
    const send = sender()
    failures.consent = problem('language_not_understood')
    await send(sending({ languageExplained: 'deu' }), quietly).catch(quietly)
    await send(sending(), quietly)
    expect(requests()).toEqual(['seal', 'register', 'consent', 'consent', 'referral'])
    const [first, second] = keysOf('consent')
    expect(second).not.toBe(first)
  })

  it('a person whose data changed is not registered twice: the record is put right, and the basis judged anew', async () => {
    const send = sender()
    failures.consent = problem('language_not_understood')
    await send(sending({ languages: ['que'] }), quietly).catch(quietly)
    await send(sending(), quietly)
    expect(requests()).toEqual(['seal', 'register', 'consent', 'supplement', 'consent', 'referral'])
    const subjectRef = 'of sealed 1'
    const [, whole] = calls.find(([what]) => what === 'supplement') ?? []
    expect(whole).toEqual({ subjectRef, ...sending().payload })
    expect(calls.findLast(([what]) => what === 'consent')?.[1]).toMatchObject({ subjectRef })
    expect(new Set(keysOf('consent')).size).toBe(2)
  })

  it('what says nothing to the basis, as a fear of return that was asked, is no second basis either, nor a second sheet', async () => {
    const send = sender()
    failures.referral = problem('state_of_nationality')
    await send(sending(), quietly).catch(quietly)
    await send(sending({ fearAsked: 'yes', fearInPrivate: true, fearAnswer: 'no' }), quietly)
    expect(names().filter(what => what === 'register' || what === 'sheet')).toEqual(['register', 'sheet'])
    expect(new Set(keysOf('consent')).size).toBe(1)
  })

  it('a record that was put right goes out again under its key when no answer came', async () => {
    const send = sender()
    failures.consent = problem('language_not_understood')
    await send(sending({ languages: ['que'] }), quietly).catch(quietly)
    failures.supplement = unanswered()
    await expect(send(sending(), quietly)).rejects.toMatchObject({ stage: 'subject' })
    await send(sending(), quietly)
    expect(new Set(keysOf('supplement')).size).toBe(1)
    expect(keysOf('register')).toHaveLength(1)
  })

  /** Of whom a referral was made whose answer never came, there is nothing to put right. */
  const registeredAnew = async (send: ReturnType<typeof sender>, change: Parameters<typeof sending>[0]) => {
    failures.supplement = problem('not_found', 404)
    await send(sending(change), quietly)
  }

  it('somebody else in the same form is registered for themselves', async () => {
    const send = sender()
    failures.consent = problem('language_not_understood')
    await send(sending(), quietly).catch(quietly)
    await send(sending({ names: 'Somebody Else' }), quietly)
    expect(requests()).toEqual(['seal', 'register', 'consent', 'seal', 'register', 'consent', 'referral'])
    expect(new Set(keysOf('register')).size).toBe(2)
  })

  it('and where the record can be put right no more, the sheet moves from every earlier one to the newest', async () => {
    const send = sender()
    failures.consent = problem('language_not_understood')
    await send(sending({ languages: ['que'] }), quietly).catch(quietly)
    failures.consent = problem('language_not_understood')
    await registeredAnew(send, { languages: ['aym'] }).catch(quietly)
    await registeredAnew(send, {})
    const replaced = calls.flatMap(([what, body]) =>
      what === 'sheet' ? [(body as { replaces: string[] }).replaces] : [],
    )
    const refs = calls.filter(([what]) => what === 'register').map(([, sealed]) => sealed)
    expect(replaced).toEqual([[], [`of ${refs[0]}`], [`of ${refs[0]}`, `of ${refs[1]}`]])
  })

  it.each(['seal_stale', 'seal_replayed'])('a seal that the vault refuses as %s is made anew at once', async code => {
    failures.register = problem(code, 400)
    await sender()(sending(), quietly)
    expect(requests()).toEqual(['seal', 'register', 'seal', 'register', 'consent', 'referral'])
    expect(new Set(keysOf('register')).size).toBe(2)
  })

  it('the draft that the hub opened for a child is completed, not left beside a second referral', async () => {
    const send = sender()
    failures.consent = problem('minor_without_guardian_or_safeguarding', 403, { draftId: 'the-draft' })
    await send(sending(), quietly).catch(quietly)
    await send(
      sending({ protocol: 'child-safeguarding', basis: 'child_safeguarding', reason: 'child_at_risk' }),
      quietly,
    )
    expect(calls.at(-1)?.[1]).toMatchObject({ draftId: 'the-draft' })
  })

  it('a draft of one person is not completed with another', async () => {
    const send = sender()
    failures.consent = problem('minor_without_guardian_or_safeguarding', 403, { draftId: 'the-draft' })
    await send(sending(), quietly).catch(quietly)
    await send(sending({ names: 'Somebody Else', protocol: 'child-safeguarding' }), quietly)
    expect(calls.at(-1)?.[1]).not.toHaveProperty('draftId')
  })

  it('a defect of the page is no refusal', async () => {
    failures.seal = new RangeError('broken')
    await expect(sender()(sending(), quietly)).rejects.toBeInstanceOf(RangeError)
  })
})
