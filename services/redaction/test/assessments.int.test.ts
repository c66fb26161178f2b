import { randomUUID } from 'node:crypto'
import { Action, AgencyType, assessmentRecorded, DataCategory, Protocol, packageBuilt } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { aPayload, CANARIES } from './fixtures/forms.ts'
import { linkingIn } from './fixtures/linked.ts'
import { HEALTH, IDENTITY, NEEDS, RISK } from './fixtures/neighbours.ts'
import { READER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { usePeer } from './fixtures/peer.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const service = await useRedaction()
const { post, send, sealed, register, refer, view, session, told, rows, everything, state } = service
const peer = await usePeer(service)
const { SAFETY } = DataCategory

beforeEach(() => {
  peer.known()
  Object.assign(state, { denial: undefined, tamperReceipt: () => ({}) })
  state.categories = [IDENTITY, NEEDS, RISK, HEALTH, SAFETY]
  state.withheld = []
  state.reader = AgencyType.SHELTER
  state.away.clear()
  state.entries.length = 0
})

const subjectRef = await register()
const refered = (ref = subjectRef, changes: object = {}) => refer(ref, { users: [READER, WORKER], ...changes })
const ANSWERS = { followed: 'yes', alone: 'no', illness: 'yes', threats: 'medium' }
const anAnswer = (referralId: string, changes: object = {}) => ({
  ...{ referralId, form: 'risks-and-health', version: 1, answers: ANSWERS },
  ...changes,
})
const assess = (data: object, who: Who = SHELTER, options: object = {}) => post(who, '/assessments', data, options)
const seen = async (referralId: string) => session.open((await view(referralId)).body.sealed)
const count = async () => Number((await rows('select count(*) from assessment'))[0].count)
/** Of one person alone. */
const somebody = async () => register()

describe('an assessment', () => {
  test('is read with answers, weights and points, under the category of each item, and decides nothing', async () => {
    const referralId = refered(await somebody())
    const { status, body } = await assess(anAnswer(referralId))
    expect([status, Object.keys(body)]).toEqual([201, ['assessmentId']])
    const { categories } = await seen(referralId)
    const [risk] = categories.risk.assessments
    expect(risk).toMatchObject({
      ...{ form: 'risks-and-health', version: 1, by: RECIPIENT, at: expect.stringMatching(/^20/) },
      items: [
        { item: 'followed', answer: 'yes', weight: 4, points: 4 },
        { item: 'alone', answer: 'no', weight: 1, points: 0 },
      ],
      flags: ['followed'],
      overall: { score: 9, max: 12, band: 'high', flags: ['followed'], unknown: 0 },
      notice: 'orders attention and decides nothing',
    })
    expect(categories.health.assessments[0].items).toEqual([{ item: 'illness', answer: 'yes', weight: 3, points: 3 }])
    expect(categories.safety.assessments[0].items).toEqual([
      { item: 'threats', answer: 'medium', weight: 2, points: 2 },
    ])
    // What the form says of the person stands beside it.
    expect(categories.risk.risks).toContain('trafficker_at_large')
  })

  test('shows nothing of a category that the reader may not see, nor a sum that would tell of it', async () => {
    const referralId = refered(await somebody())
    await assess(anAnswer(referralId))
    state.categories = [IDENTITY, RISK]
    const shown = await seen(referralId)
    expect(Object.keys(shown.categories).sort()).toEqual(['identity', 'risk'])
    expect(shown.categories.risk.assessments[0]).not.toHaveProperty('overall')
    expect(JSON.stringify(shown.categories)).not.toMatch(/illness|threats/)
    state.categories = [IDENTITY, RISK, HEALTH, SAFETY]
    state.reader = AgencyType.POLICE
    const { risk, health } = (await seen(referralId)).categories
    expect([risk.assessments.length, 'overall' in risk.assessments[0], health]).toEqual([1, false, undefined])
    state.categories = [IDENTITY]
    expect(JSON.stringify(await seen(referralId))).not.toMatch(/assessments|followed/)
  })

  test('is told by its form alone, and stands in the log before it is kept', async () => {
    const referralId = refered()
    await assess(anAnswer(referralId))
    expect((await told(assessmentRecorded)).at(-1)).toMatchObject({
      ...{ referralId, agencyId: RECIPIENT.agencyId, form: 'risks-and-health', formVersion: 1 },
    })
    expect(state.entries).toMatchObject([
      { action: Action.ASSESSMENT_RECORDED, userId: READER, agency: RECIPIENT, referralId },
    ])
  })

  test('keeps the version that was answered, whatever comes after', async () => {
    const referralId = refered(await somebody())
    await assess(anAnswer(referralId))
    await assess(anAnswer(referralId, { version: 2, answers: { followed: 'yes' } }))
    const { assessments } = (await seen(referralId)).categories.risk
    expect(assessments.map((a: { overall: { score: number } }) => a.overall.score)).toEqual([9, 9])
    expect(assessments.map((a: { version: number }) => a.version)).toEqual([1, 2])
  })

  test('of the sender is read in each of its referrals; of a recipient in that one alone', async () => {
    const person = await somebody()
    const [one, other] = [refered(person), refered(person)]
    await assess(anAnswer(one, { form: 'risks', answers: { followed: 'no', alone: 'yes' } }), CASEWORKER)
    await assess(anAnswer(one, { form: 'risks', answers: { followed: 'yes', alone: 'no' } }))
    const by = (shown: { categories: { risk: { assessments: { by: object }[] } } }) =>
      shown.categories.risk.assessments.map(a => a.by)
    expect(by(await seen(one))).toEqual([SENDER, RECIPIENT])
    expect(by(await seen(other))).toEqual([SENDER])
  })

  test('counts what nobody could answer as unknown', async () => {
    const referralId = refered(await somebody())
    await assess(anAnswer(referralId, { form: 'risks', answers: { followed: 'unknown', alone: 'unknown' } }))
    const [shown] = (await seen(referralId)).categories.risk.assessments
    expect(shown).toMatchObject({ overall: { score: 0, unknown: 2 }, flags: [] })
  })
})

describe('an assessment is not taken', () => {
  const refused = async (data: object, who: Who = SHELTER, options: object = {}) => {
    const before = await count()
    const { status, body, text } = await assess(data, who, options)
    expect(await count()).toBe(before)
    expect(text).not.toMatch(/Yaneth|Quillahuaman/)
    return [status, body.code, ...(body.errors ?? [])]
  }

  test('from anybody without standing in the referral', async () => {
    expect(await refused(anAnswer(refered()), { ...SHELTER, user: randomUUID() })).toEqual([404, 'not_found'])
    expect(await refused(anAnswer(refered()), { agencyId: STRANGER.agencyId, user: READER })).toEqual([
      404,
      'not_found',
    ])
    expect(await refused(anAnswer(randomUUID()))).toEqual([404, 'not_found'])
  })

  test('for a form or version that nobody knows, or one for children of somebody who is none', async () => {
    expect(await refused(anAnswer(refered(), { form: 'horoscope' }))).toEqual([400, 'form_unknown'])
    expect(await refused(anAnswer(refered(), { version: 9 }))).toEqual([400, 'form_unknown'])
    const children = { form: 'for-children', answers: { school: 'yes' } }
    expect(await refused(anAnswer(refered(), children))).toEqual([400, 'form_not_for_person'])
    const payload = aPayload()
    const child = await register(CASEWORKER, { data: { ...payload, subject: { ...payload.subject, isMinor: true } } })
    expect((await assess(anAnswer(refered(child), children))).status).toBe(201)
  })

  test('with answers that the form does not have: a name written there is not repeated', async () => {
    expect(await refused(anAnswer(refered(), { answers: { followed: 'Yaneth' } }))).toEqual([
      ...[400, 'unknown_code', { pointer: '/answers/followed', code: 'unknown_code' }],
    ])
    expect(await refused(anAnswer(refered(), { answers: { followed: 'medium' } }))).toContain('unknown_code')
    expect(await refused(anAnswer(refered(), { answers: { Yaneth: 'yes' } }))).toEqual([
      ...[400, 'request_invalid', { pointer: '/answers', code: 'unexpected_field' }],
    ])
    expect(await refused(anAnswer(refered(), { answers: {} }))).toContain('request_invalid')
    expect(await refused(anAnswer(refered(), { note: 'Yaneth' }))).toContain('request_invalid')
  })

  test('of which anything is left open: that nobody knows is an answer, and nothing said is none', async () => {
    const { alone: _, threats: __, ...some } = ANSWERS
    expect(await refused(anAnswer(refered(), { answers: some }))).toEqual([
      ...[400, 'request_invalid'],
      { pointer: '/answers/alone', code: 'required' },
      { pointer: '/answers/threats', code: 'required' },
    ])
  })

  test('in a referral whose protocol does not name the form, nor waits for it', async () => {
    const threat = { form: 'threat', answers: { alone: 'yes' } }
    expect(await refused(anAnswer(refered(), threat))).toEqual([400, 'form_not_of_protocol'])
    const unknown = refered(subjectRef, { protocolId: 'of-another-version' })
    expect(await refused(anAnswer(unknown))).toEqual([400, 'form_not_of_protocol'])
    expect((await assess(anAnswer(refered(subjectRef, { protocolId: 'waiting' }), threat))).status).toBe(201)
  })

  test('in a referral whose log has no room for it', async () => {
    expect(await refused(anAnswer(refered(subjectRef, { logFull: true })))).toEqual([409, 'log_full'])
  })

  test('but not while the file of its protocol is gone from here, and referral still knows what it says', async () => {
    const gone = { protocolId: 'of-another-version', forms: ['risks'], compartment: false }
    expect((await assess(ordinary(refered(subjectRef, gone)))).status).toBe(201)
    const threat = anAnswer(refered(subjectRef, gone), { form: 'threat', answers: { alone: 'yes' } })
    expect(await refused(threat)).toEqual([400, 'form_not_of_protocol'])
  })

  test('sealed by another, for another route, a second time, or while the log is away', async () => {
    const data = anAnswer(refered())
    const stolen = await sealed(SHELTER, { route: 'POST /assessments', data })
    const thief = { ...SHELTER, agencyId: STRANGER.agencyId }
    expect((await send(thief, '/assessments', { sealed: stolen })).body.code).toBe('seal_context_mismatch')
    expect(await refused(data, SHELTER, { changes: { route: 'POST /messages' } })).toContain('seal_context_mismatch')
    expect((await send(SHELTER, '/assessments', { sealed: stolen })).status).toBe(201)
    expect((await send(SHELTER, '/assessments', { sealed: stolen })).body.code).toBe('seal_replayed')
    state.away.add('audit')
    expect(await refused(anAnswer(refered()))).toEqual([503, 'service_unavailable'])
  })
})

const PROTECTION = { protocol: Protocol.WITNESS_PROTECTION, protocolId: 'protection' }
const aThreat = (referralId: string) => anAnswer(referralId, { form: 'threat', answers: { alone: 'yes' } })
const ordinary = (referralId: string) =>
  anAnswer(referralId, { form: 'risks', answers: { followed: 'no', alone: 'yes' } })

describe('witness protection', () => {
  test('leaves no trace of its assessments in other referrals of the person, nor sees theirs', async () => {
    const person = await somebody()
    const [hidden, other] = [refered(person, PROTECTION), refered(person)]
    expect((await assess(aThreat(hidden), CASEWORKER)).status).toBe(201)
    // One that the other protocol has as well.
    expect((await assess(ordinary(hidden), CASEWORKER)).status).toBe(201)
    expect(JSON.stringify(await seen(other))).not.toMatch(/assessments|threat/)
    await assess(ordinary(other), CASEWORKER)
    const forms = async (referralId: string) =>
      (await seen(referralId)).categories.risk.assessments.map((a: { form: string }) => a.form)
    expect([await forms(hidden), await forms(other)]).toEqual([['threat', 'risks'], ['risks']])
  })

  test('is known by its family, or by its compartment whatever its family', async () => {
    for (const apart of [
      { protocol: Protocol.WITNESS_PROTECTION, protocolId: 'standard' },
      { protocol: Protocol.OAS_64_STANDARD, protocolId: 'protection' },
    ]) {
      const person = await somebody()
      expect((await assess(ordinary(refered(person, apart)), CASEWORKER)).status).toBe(201)
      expect(JSON.stringify(await seen(refered(person)))).not.toContain('assessments')
    }
  })
})

describe('across hubs', () => {
  const submit = (person: string) => peer.abroad(person, { protocolId: 'standard', protocolVersion: 1 })
  const packages = async (referralId: string) => {
    const built = (await told(packageBuilt)).filter(event => event.referralId === referralId)
    const all = await Promise.all(built.map(peer.openPackage))
    return all.map(({ content, view }) => ({ content, categories: view.categories }))
  }

  test('what the sender assessed before goes with the referral, and later ones in a supplement, as far as permitted', async () => {
    const person = await somebody()
    await assess(anAnswer(refered(person)), CASEWORKER)
    state.categories = [IDENTITY, RISK]
    const referralId = await submit(person)
    const later = anAnswer(referralId, { form: 'risks', answers: { followed: 'no', alone: 'yes' } })
    expect((await assess(later, CASEWORKER)).status).toBe(201)
    const [first, second, ...more] = await packages(referralId)
    expect(more).toEqual([])
    expect(first?.categories.risk.assessments).toHaveLength(1)
    expect(first?.categories.risk.assessments[0]).not.toHaveProperty('overall')
    expect(JSON.stringify(first?.categories)).not.toMatch(/illness|threats/)
    expect(second?.content.supplement).toBe(true)
    expect(second?.categories.risk.assessments.map((a: { form: string }) => a.form)).toEqual([
      ...['risks-and-health', 'risks'],
    ])
  })

  test('what was assessed in a compartment goes with no other referral, and in no supplement of one', async () => {
    const person = await somebody()
    await assess(aThreat(refered(person, PROTECTION)), CASEWORKER)
    const referralId = await submit(person)
    expect((await assess(ordinary(referralId), CASEWORKER)).status).toBe(201)
    const [first, second] = await packages(referralId)
    expect(JSON.stringify(first?.categories)).not.toMatch(/assessments|threat/)
    expect(second?.categories.risk.assessments.map((a: { form: string }) => a.form)).toEqual(['risks'])
  })

  test('is not taken when a record is linked while it is built: what that one says may bar its supplement', async () => {
    const [person, other] = [await somebody(), await somebody()]
    const referralId = await submit(person)
    state.tamperReceipt = async () => {
      state.tamperReceipt = () => ({})
      await linkingIn(service)(person, other)
      return {}
    }
    const { status, body } = await assess(anAnswer(referralId), CASEWORKER)
    expect([status, body.code]).toEqual([409, 'record_changed'])
    expect(await packages(referralId)).toHaveLength(1)
  })

  test('against a denial nothing goes, and it is kept here all the same', async () => {
    const referralId = await submit(await somebody())
    state.denial = 'consent_withdrawn'
    expect((await assess(anAnswer(referralId), CASEWORKER)).status).toBe(201)
    expect(await packages(referralId)).toHaveLength(1)
  })
})

test('after all this no answer and nothing of the person stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of [...CANARIES, 'followed', 'illness', 'threats'])
    expect([canary, all.includes(canary)]).toEqual([canary, false])
  expect(all).toContain('risks-and-health')
})
