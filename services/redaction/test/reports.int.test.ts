import { randomUUID } from 'node:crypto'
import { Action, AgencyType, DataCategory, messageBuilt, Occasion, Protocol, Relation } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { CANARIES } from './fixtures/forms.ts'
import { HEALTH, IDENTITY, NEEDS, RISK } from './fixtures/neighbours.ts'
import { PEER, READER, RECIPIENT, SENDER, WORKER } from './fixtures/parties.ts'
import { A_VIEW, asBytes, later, usePeer } from './fixtures/peer.ts'
import { restrictingIn, restrictingMeanwhile } from './fixtures/restricting.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const service = await useRedaction()
const { post, register, refer, view, session, readReports, told, rows, everything, state } = service
const peer = await usePeer(service)
const { SAFETY } = DataCategory

beforeEach(() => {
  peer.known()
  Object.assign(state, { denial: undefined })
  state.categories = [IDENTITY, NEEDS, RISK, HEALTH, SAFETY]
  state.withheld = []
  state.reader = AgencyType.SHELTER
  state.away.clear()
  state.entries.length = 0
  state.decided.length = 0
})

const ANSWERS = { followed: 'yes', alone: 'no', illness: 'yes', threats: 'medium' } as const
const answered = (referralId: string, changes: object = {}) => ({
  ...{ referralId, form: 'risks-and-health', version: 1, answers: ANSWERS },
  ...changes,
})
const refered = async (changes: object = {}) => refer(await register(), { users: [READER, WORKER], ...changes })
const ofRisk = async (referralId: string) =>
  (await readReports(referralId)).opened.categories.risk?.assessments?.map((one: { form: string }) => one.form)

describe('what the recipient of a referral has assessed', () => {
  test('is read by its sender on a permit for that direction, after its entry in the log', async () => {
    const referralId = await refered()
    await post(SHELTER, '/assessments', answered(referralId))
    state.entries.length = 0
    state.decided.length = 0
    state.staff = [{ userId: WORKER, givenNames: 'Ficticia', familyNames: 'Osorio Vega' }]
    const { opened } = await readReports(referralId)
    const [risk] = opened.categories.risk.assessments
    expect(risk).toMatchObject({ form: 'risks-and-health', by: RECIPIENT, flags: ['followed'], overall: { score: 9 } })
    expect(risk.items[0]).toEqual({ item: 'followed', answer: 'yes', weight: 4, points: 4 })
    expect(Object.keys(opened.categories).sort()).toEqual(['health', 'risk', 'safety'])
    expect(state.decided).toMatchObject([
      { report: true, sender: RECIPIENT, recipient: SENDER, occasion: Occasion.VIEW },
    ])
    expect(state.entries).toMatchObject([
      {
        action: Action.VIEW_OPENED,
        userId: WORKER,
        agency: SENDER,
        recipient: SENDER,
        referralId,
        relations: [Relation.SAME_FAMILY_NAME],
      },
    ])
    expect(state.entries[0]?.categories.toSorted()).toEqual([RISK, HEALTH, SAFETY].toSorted())
  })

  test('is not read against a denial, nor while the log is away: then nothing has left', async () => {
    const referralId = await refered()
    await post(SHELTER, '/assessments', answered(referralId))
    state.denial = 'recipient_outside_consent'
    expect((await readReports(referralId)).body.code).toBe('recipient_outside_consent')
    state.denial = 'consent_withdrawn'
    expect((await readReports(referralId)).body.code).toBe('consent_withdrawn')
    state.denial = undefined
    state.away.add('audit')
    expect((await readReports(referralId)).status).toBe(503)
  })

  test('is cut to what is permitted; what would tell is not even named, and the log has the true list', async () => {
    const referralId = await refered()
    await post(SHELTER, '/assessments', answered(referralId))
    state.categories = [RISK]
    state.withheld = [
      { category: HEALTH, reason: 'outside_mandate', silent: true },
      { category: SAFETY, reason: 'outside_consent', silent: false },
      { category: DataCategory.SELF_INCRIMINATING, reason: 'outside_consent', silent: true },
    ]
    state.entries.length = 0
    const { opened } = await readReports(referralId)
    expect(Object.keys(opened.categories)).toEqual(['risk'])
    expect(opened.categories.risk.assessments[0]).not.toHaveProperty('overall')
    expect(opened.withheld).toEqual([{ category: 'safety', reason: 'outside_consent' }])
    expect(JSON.stringify(opened)).not.toMatch(/illness|"health"|threats|self_incriminating/)
    expect(state.entries[0]?.withheld.map(({ category }) => category)).toEqual([HEALTH, SAFETY])
  })

  test('is cut by the view policy too, as a view is: then without a sum, and the log names the file', async () => {
    const referralId = await refered()
    await post(SHELTER, '/assessments', answered(referralId))
    state.entries.length = 0
    state.reader = AgencyType.POLICE
    const { opened } = await readReports(referralId)
    expect(Object.keys(opened.categories).sort()).toEqual(['risk', 'safety'])
    expect(opened.categories.risk.assessments[0]).not.toHaveProperty('overall')
    expect([opened.withheld, opened.policyHash]).toEqual([[], VIEWS.hash])
    expect(state.entries[0]).toMatchObject({ viewPolicyHash: VIEWS.hash, categories: [RISK, SAFETY] })
    expect(state.entries[0]?.withheld).toMatchObject([{ category: HEALTH, reason: 'outside_mandate', silent: true }])
  })

  test('is all that is read so: neither the person, nor what the sender assessed, nor other referrals', async () => {
    const person = await register()
    const [one, other] = [refer(person, { users: [READER, WORKER] }), refer(person, { users: [READER, WORKER] })]
    await post(CASEWORKER, '/assessments', answered(one))
    await post(SHELTER, '/assessments', answered(other))
    const { opened } = await readReports(one)
    expect(opened.categories).toEqual({})
    for (const canary of CANARIES) expect(JSON.stringify(opened)).not.toContain(canary)
  })

  test('of a compartment is not there to be read', async () => {
    const referralId = await refered({ protocol: Protocol.WITNESS_PROTECTION, protocolId: 'protection' })
    const threat = answered(referralId, { form: 'threat', answers: { alone: 'yes' } })
    expect((await post(SHELTER, '/assessments', threat)).status).toBe(201)
    expect((await readReports(referralId)).status).toBe(404)
    expect(state.decided).toEqual([])
  })
})

const standard = { protocol: Protocol.OAS_64_STANDARD, protocolId: 'standard', protocolVersion: 1 }

describe('to the sender in another hub', () => {
  /** A referral that came from XB, with nobody's name. */
  const came = (changes: object = {}) => peer.came({ ...standard, ...changes }, { view: { ...A_VIEW, categories: {} } })
  const built = async (referralId: string) => (await told(messageBuilt)).find(event => event.referralId === referralId)

  test('it goes sealed, cut to what is permitted there, after its entry in the log', async () => {
    const referralId = await came()
    state.categories = [RISK]
    const { status } = await post(SHELTER, '/assessments', answered(referralId))
    expect(status).toBe(201)
    expect(state.decided).toMatchObject([
      { report: true, sender: RECIPIENT, recipient: PEER, occasion: Occasion.PACKAGE, token: '' },
    ])
    const sent = await built(referralId)
    expect(sent).toMatchObject({ to: PEER })
    const [told] = await rows(
      'select aggregate_id, aggregate_version from outbox where type = $1 and aggregate_id = $2',
      [...[messageBuilt.type, sent?.messageId]],
    )
    // The first of its aggregate: exchange hears of nothing before it, and would wait for that.
    expect(told?.aggregate_version).toBe(1)
    const { assessment, content, from, to } = (await peer.openMessage(sent)).content
    expect([content.length, from, to]).toMatchObject([0, RECIPIENT, PEER])
    expect(JSON.parse(Buffer.from(assessment).toString())).toEqual({
      ...{ form: 'risks-and-health', version: 1 },
      answers: { followed: 'yes', alone: 'no' },
    })
    const released = state.entries.find(({ action }) => action === Action.PACKAGE_RELEASED)
    expect(released?.categories).toEqual([RISK])
    expect(released).toMatchObject({
      ...{ recipient: PEER, packageId: sent?.messageId, packageHash: sent?.sha256 },
      decisionHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('it is cut by the view policy too', async () => {
    const referralId = await came()
    state.reader = AgencyType.POLICE
    await post(SHELTER, '/assessments', answered(referralId))
    const released = state.entries.find(({ action }) => action === Action.PACKAGE_RELEASED)
    expect(released?.categories.toSorted()).toEqual([RISK, SAFETY].toSorted())
    expect(released?.viewPolicyHash).toBe(VIEWS.hash)
    expect(released).toMatchObject({ authentication: 'urn:amparo:acr:mfa', scope: 'referral:work' })
  })

  test.each(['recipient_outside_consent', 'consent_withdrawn'])('against %s it stays, and is kept here', async code => {
    const referralId = await came()
    state.denial = code
    expect((await post(SHELTER, '/assessments', answered(referralId))).status).toBe(201)
    expect(await built(referralId)).toBeUndefined()
    state.denial = undefined
    expect((await session.open((await view(referralId)).body.sealed)).categories.risk.assessments).toHaveLength(1)
  })

  test('nothing of which no answer may be known there goes, nor anything of a compartment', async () => {
    const referralId = await came()
    state.categories = [IDENTITY]
    await post(SHELTER, '/assessments', answered(referralId))
    expect(await built(referralId)).toBeUndefined()
    const hidden = await came({ protocol: Protocol.WITNESS_PROTECTION, protocolId: 'protection' })
    state.categories = [RISK]
    const threat = answered(hidden, { form: 'threat', answers: { alone: 'yes' } })
    expect((await post(SHELTER, '/assessments', threat)).status).toBe(201)
    expect(await built(hidden)).toBeUndefined()
  })

  test('while consent cannot answer, it is not taken: it would never get there', async () => {
    const referralId = await came()
    state.away.add('consent')
    expect((await post(SHELTER, '/assessments', answered(referralId))).status).toBe(503)
  })

  test('where this agency alone came to open the person while it was made, it is not taken', async () => {
    const referralId = await came()
    restrictingMeanwhile(service)(state.standings.get(referralId)?.subjectRef ?? '')
    const refused = await post(SHELTER, '/assessments', answered(referralId))
    expect([refused.status, refused.body.code]).toEqual([403, 'identity_restricted'])
    expect(await built(referralId)).toBeUndefined()
  })

  test('while this agency alone may open the person, it is not taken, nor said to be; then it is, and goes', async () => {
    const referralId = await came()
    const end = await restrictingIn(service)(state.standings.get(referralId)?.subjectRef ?? '')
    state.entries.length = 0
    const refused = await post(SHELTER, '/assessments', answered(referralId))
    expect([refused.status, refused.body.code]).toEqual([403, 'identity_restricted'])
    expect([state.entries, state.decided]).toEqual([[], []])
    state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)
    await end()
    state.types.delete(RECIPIENT.agencyId)
    expect((await post(SHELTER, '/assessments', answered(referralId))).status).toBe(201)
    expect(await built(referralId)).toMatchObject({ to: PEER })
  })
})

describe('from the recipient in another hub', () => {
  async function abroad(changes: object = {}) {
    const referralId = await peer.abroad(await register(), { ...standard, ...changes })
    state.entries.length = 0
    return referralId
  }
  async function arrives(referralId: string, report: object, changes: object = {}) {
    const parties = { referralId, from: PEER, to: SENDER, writtenAt: later(-1_000) }
    const message = await peer.aMessage({ ...parties, assessment: asBytes(report), ...changes })
    const receive = async () => {
      const { stored, refused } = await peer.receive(message)
      const kept = await rows('select 1 from assessment where assessment_id = $1', [message.messageId])
      return { stored: stored.length, code: refused?.code, kept: kept.length }
    }
    return { receive, first: await receive() }
  }
  const part = { form: 'risks-and-health', version: 1, answers: { followed: 'yes', alone: 'no' } }

  test('it is taken into the vault, logged, and read as far as consent lets it, without a sum of what is not there', async () => {
    const referralId = await abroad()
    const { first, receive } = await arrives(referralId, part)
    expect(first).toEqual({ stored: 1, code: undefined, kept: 1 })
    expect(state.entries).toMatchObject([{ action: Action.PACKAGE_TAKEN_IN, referralId, agency: SENDER }])
    expect(await receive()).toMatchObject({ code: undefined, kept: 1 })
    const { opened } = await readReports(referralId)
    const [risk, ...more] = opened.categories.risk.assessments
    expect(more).toEqual([])
    expect(risk).toMatchObject({ by: PEER, form: 'risks-and-health', flags: ['followed'] })
    expect(risk).not.toHaveProperty('overall')
    expect(Object.keys(opened.categories)).toEqual(['risk'])
    state.denial = 'consent_withdrawn'
    expect((await readReports(referralId)).body.code).toBe('consent_withdrawn')
  })

  test('it goes into nothing else: no package, and no view of another referral', async () => {
    const referralId = await abroad()
    await arrives(referralId, part)
    expect(await ofRisk(referralId)).toEqual(['risks-and-health'])
    const [{ subject_id }] = await rows('select subject_id from assessment where referral_id = $1', [referralId])
    const [{ share_id }] = await rows('select share_id from known_referral where subject_id = $1', [subject_id])
    const other = refer(share_id, { users: [READER] })
    expect(JSON.stringify(await session.open((await view(other)).body.sealed))).not.toContain('assessments')
  })

  test.each<[string, object, object, string]>([
    ['that holds more than answers', { ...part, note: 'Yaneth' }, {}, 'message_malformed'],
    ['whose answers are none', { ...part, answers: { followed: 'Yaneth' } }, {}, 'message_malformed'],
    ['that is a text as well', part, { content: new Uint8Array(Buffer.from('{}')) }, 'message_malformed'],
    ['by another agency', part, { from: { ...PEER, agencyId: randomUUID() } }, 'message_referral_unknown'],
  ])('one %s is refused', async (_, report, changes, code) => {
    expect((await arrives(await abroad(), report, changes)).first).toEqual({ stored: 0, code, kept: 0 })
  })

  test('one of a compartment is refused', async () => {
    const apart = { protocol: Protocol.WITNESS_PROTECTION, protocolId: 'protection' }
    const { first } = await arrives(await abroad(apart), { form: 'threat', version: 1, answers: { alone: 'yes' } })
    expect(first).toEqual({ stored: 0, code: 'message_referral_unknown', kept: 0 })
  })
})

test('after all this nothing of the person or of the answers stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of [...CANARIES, 'followed', 'illness', 'threats'])
    expect([canary, all.includes(canary)]).toEqual([canary, false])
})
