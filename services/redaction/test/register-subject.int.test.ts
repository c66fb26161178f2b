import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { aJurisdiction } from './fixtures/certificates.ts'
import { aForm, aPayload, CANARIES } from './fixtures/forms.ts'
import { SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'

const { send, sealed, register, refer, view, rows, keyRows, everything, state, certificates } = await useRedaction()
const post = (form: string, key: string = randomUUID(), who = CASEWORKER) =>
  send(who, '/subjects', { sealed: form }, { key })
const count = async () => Number((await rows('select count(*) from subject'))[0].count)

beforeEach(() => {
  state.away.clear()
  state.entries.length = 0
})

describe('a sealed form', () => {
  test('becomes a person in the vault, and the agency gets a reference', async () => {
    const { status, body } = await post(await sealed(CASEWORKER))
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(['subjectRef'])
    const [share] = await rows('select * from share where share_id = $1', [body.subjectRef])
    expect(share).toMatchObject({ agency_hub: 'XA', agency_id: SENDER.agencyId, referral_id: null })
    expect(share.subject_id).not.toBe(body.subjectRef)
    expect(await keyRows('select key_id from wrapped_key where subject_id = $1', [share.subject_id])).toHaveLength(1)
  })

  /** What may be answered so, by its place on the form: "unknown", or "declined". */
  const OPEN: [string, object, object?][] = [
    ['who they are', { identity: { names: [], aliases: [], phones: [], emails: [], documents: [], addresses: [] } }],
    [
      'when they were born, and how old they are',
      { identity: { ...aForm().subject.identity, dateOfBirth: null }, ageBand: null, isMinor: true },
    ],
    ['gender', { gender: 'NonSpecifiedUnknown' }],
    ['language', { languages: [] }],
    ['nationality', { nationalities: [] }],
    ['by what right they are in the country', { migrationStatus: null }],
    ['how to reach them', { safeContact: null }],
    ['what they need, and what threatens them', { needs: [], risks: [] }],
    ['whether they fear to return: not asked', {}, { fearOfReturn: { asked: false, inPrivate: false, answer: null } }],
    [
      'whether they fear to return: declined',
      {},
      { fearOfReturn: { asked: true, inPrivate: true, answer: 'declined' } },
    ],
    [
      'what happened',
      {},
      {
        narrative: null,
        trafficking: {
          ...aForm().trafficking,
          exploitationTypes: [],
          methodsOfControl: [],
          recruitment: [],
          events: [],
        },
      },
    ],
  ]
  test.each<[string, object, object?]>(OPEN)(
    'that leaves open %s is taken, and the person may be referred: the recipient reads what there is',
    async (_, subject, rest) => {
      const form = aPayload()
      const data = { ...form, ...rest, subject: { ...form.subject, ...subject } }
      const { status, body } = await post(await sealed(CASEWORKER, { data }))
      expect(status).toBe(201)
      expect((await view(refer(body.subjectRef))).status).toBe(200)
    },
  )

  test('of an agency that is suspended is not taken, and leaves nothing', async () => {
    const before = await count()
    const form = await sealed(CASEWORKER)
    state.suspended.add(SENDER.agencyId)
    onTestFinished(() => void state.suspended.clear())
    const { status, body } = await post(form)
    expect([status, body.code]).toEqual([404, 'not_found'])
    expect([await count(), state.entries]).toEqual([before, []])
  })

  test('stands in the log before it is answered', async () => {
    const subjectRef = await register()
    expect(state.entries).toMatchObject([
      { action: Action.SUBJECT_REGISTERED, subjectRef, userId: WORKER, agency: SENDER, source: 'redaction' },
    ])
  })

  test('sent again with its key gets the same answer, and is one person', async () => {
    const [form, key] = [await sealed(CASEWORKER), randomUUID()]
    const first = await post(form, key)
    const before = await count()
    const again = await post(form, key)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(await count()).toBe(before)
  })

  test('sent at once twice with one key is one person', async () => {
    const [form, key] = [await sealed(CASEWORKER), randomUUID()]
    const before = await count()
    const answers = await Promise.all([post(form, key), post(form, key)])
    expect(answers.map(a => a.status)).toEqual([201, 201])
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(await count()).toBe(before + 1)
  })

  test('leaves nothing of the person in clear, in any table, event or log line', async () => {
    await register()
    const all = await everything()
    for (const canary of CANARIES) expect([canary, all.includes(canary)]).toEqual([canary, false])
    // So that a scan which sees nothing cannot pass for a clean one.
    expect(all).toContain(SENDER.agencyId)
  })
})

describe('a sealed form is refused', () => {
  const refused = async (form: string, who = CASEWORKER) => {
    const before = await count()
    const { status, body } = await post(form, randomUUID(), who)
    expect(await count()).toBe(before)
    return [status, body.code]
  }

  test('when it was used before', async () => {
    const form = await sealed(CASEWORKER)
    await post(form)
    expect(await refused(form)).toEqual([409, 'seal_replayed'])
  })

  test('when another agency, or another user, sends it', async () => {
    const form = await sealed(CASEWORKER)
    expect(await refused(form, { ...CASEWORKER, agencyId: STRANGER.agencyId })).toEqual([400, 'seal_context_mismatch'])
    expect(await refused(form, { ...CASEWORKER, user: randomUUID() })).toEqual([400, 'seal_context_mismatch'])
  })

  test.each([
    ['another hub', { hub: 'XB' }, 'seal_context_mismatch'],
    ['another route', { route: 'POST /views' }, 'seal_context_mismatch'],
    ['six minutes ago', { issuedAt: new Date(Date.now() - 360_000).toISOString() }, 'seal_stale'],
    ['the future', { issuedAt: new Date(Date.now() + 360_000).toISOString() }, 'seal_stale'],
  ])('when it was made for %s', async (_, changes, code) => {
    expect(await refused(await sealed(CASEWORKER, changes))).toEqual([400, code])
  })

  test('when it is sealed to another key, or is nothing sealed at all', async () => {
    const other = await (await aJurisdiction('XA')).certified('redaction-seal')
    expect(await refused(await sealed(CASEWORKER, {}, other.armored))).toEqual([400, 'seal_invalid'])
    expect(await refused(await sealed(CASEWORKER, {}, certificates.packageSign.armored))).toEqual([400, 'seal_invalid'])
    expect(await refused('-----BEGIN PGP MESSAGE-----')).toEqual([400, 'seal_invalid'])
  })

  test('when a code is not on its list: the field is named, its value is not', async () => {
    const data = aPayload()
    const wrong = { ...data, subject: { ...data.subject, gender: 'Quillahuaman' } }
    const { status, body, text } = await post(await sealed(CASEWORKER, { data: wrong }))
    expect([status, body.code]).toEqual([400, 'unknown_code'])
    expect(body.errors).toEqual([{ pointer: '/subject/gender', code: 'unknown_code' }])
    expect(text).not.toContain('Quillahuaman')
  })

  test('when fields are missing or wrong: each is named, no value is', async () => {
    const data = aPayload()
    const wrong = { ...data, subject: { ...data.subject, gender: undefined, isMinor: 'Yaneth' }, extra: 'Osorio' }
    const { status, body, text } = await post(await sealed(CASEWORKER, { data: wrong }))
    expect([status, body.code]).toEqual([400, 'request_invalid'])
    expect(body.errors).toContainEqual({ pointer: '/subject/gender', code: 'required' })
    expect(body.errors).toContainEqual({ pointer: '/subject/isMinor', code: 'invalid' })
    for (const canary of CANARIES) expect(text).not.toContain(canary)
  })

  test('when a name would be shown turned round; what is only not seen is gone from it', async () => {
    const named = (name: string) => {
      const data = aPayload()
      const identity = { ...data.subject.identity, names: [name] }
      return { ...data, subject: { ...data.subject, identity } }
    }
    const { status, body, text } = await post(await sealed(CASEWORKER, { data: named('Yaneth \u202eosorO') }))
    expect([status, body.code]).toEqual([400, 'request_invalid'])
    expect(body.errors).toEqual([{ pointer: '/subject/identity/names/0', code: 'hidden_character' }])
    expect(text).not.toContain('Yaneth')
    expect((await post(await sealed(CASEWORKER, { data: named('Yaneth\u200b Osorio') }))).status).toBe(201)
  })

  test('while the log cannot take it: nothing is stored, and the same form goes through later', async () => {
    const [form, key] = [await sealed(CASEWORKER), randomUUID()]
    state.away.add('audit')
    const before = await count()
    expect(await post(form, key)).toMatchObject({ status: 503, body: { code: 'service_unavailable' } })
    expect(await count()).toBe(before)
    state.away.clear()
    expect((await post(form, key)).status).toBe(201)
  })
})
