import { randomUUID } from 'node:crypto'
import {
  consentWithdrawn,
  decodePayload,
  destructionAsked,
  destructionSettled,
  fromBinary,
  GrantSchema,
  grantRefused,
  HolderAnswer,
  HubStatementSchema,
  idsToBytes,
  Purpose,
  RecallKind,
  statementMade,
  statementReceived,
  timestampFromDate,
} from '@amparo/contracts'
import { signDetached } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { describe, expect, test } from 'vitest'
import { statementBytes } from '../src/ports/hub-statement.ts'
import { type Arrived, useReferredAbroad } from './fixtures/abroad.ts'
import { consentForm, toXB } from './fixtures/forms.ts'
import { makeHubKeys } from './fixtures/hub-keys.ts'
import { agencies, refOf, type TestAgency } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import type { Hub } from './fixtures/wire.ts'

const abroad = await useReferredAbroad()
const { xa, xb, xc, carry, sent, referred, arrives, readAt, readXB, withdraw, holders, newsOf } = abroad
const shelterXB = { agency: agencies.shelterXB, user: randomUUID() }
const shelterXC = { agency: agencies.shelterXC, user: randomUUID() }
const HOUR_MS = 3_600_000

const recallsOf = async (hub: Hub, who: { agency: TestAgency; user: string }, referralId: string) =>
  (await hub.send(who, 'GET', '/recalls?limit=200')).body.items.filter(
    (one: { referralId: string }) => one.referralId === referralId,
  )
const answer = (hub: Hub, who: { agency: TestAgency; user: string }, id: string, body: object) =>
  hub.send(who, 'POST', `/recalls/${id}/answer`, body)

describe('a consent that is withdrawn while its referral is in another hub', () => {
  test('ends there at once: nothing is shown any more, the holder is told, and whoever recorded it sees that', async () => {
    const { basisId, there, referralId } = await referred()
    expect((await readXB(there)).code).toBe('permitted')
    expect(await holders(basisId)).toMatchObject([
      {
        referralId,
        holder: refOf(agencies.shelterXB),
        received: true,
        categories: expect.arrayContaining(['identity']),
      },
    ])
    expect((await holders(basisId))[0]).not.toHaveProperty('recall')
    await withdraw(basisId)
    expect((await holders(basisId))[0].recall).toMatchObject({ state: 'asked', kind: 'withdrawn' })
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
    expect((await holders(basisId))[0].recall).toMatchObject({
      state: 'views_stopped',
      viewsStoppedAt: expect.any(String),
    })
    expect(await newsOf(xb, referralId)).toEqual([`${agencies.shelterXB.agencyId} recall`])
  })

  test.each([
    [{ answer: 'stopped' }, { state: 'stopped', said: 'stopped' }],
    [
      { answer: 'retained', basis: 'court_order', reason: 'gathered_independently' },
      { state: 'retained', said: 'retained', basis: 'court_order', reason: 'gathered_independently' },
    ],
  ])('is answered by the holder %j, signed by its hub, and kept as proof', async (said, expected) => {
    const { basisId, referralId } = await referred()
    await withdraw(basisId)
    await carry()
    const [recall] = await recallsOf(xb, shelterXB, referralId)
    expect(recall).toMatchObject({
      state: 'views_stopped',
      from: refOf(agencies.police),
      holder: refOf(agencies.shelterXB),
    })
    expect(await answer(xb, shelterXB, recall.id, said)).toMatchObject({ status: 200, body: expected })
    await carry()
    expect((await holders(basisId))[0].recall).toMatchObject({
      ...expected,
      answeredAt: expect.any(String),
      onward: [],
    })
    expect(await newsOf(xa, referralId)).toEqual([`${agencies.police.agencyId} recall-answered`])
    expect(await recallsOf(xb, shelterXB, referralId)).toEqual([])
    const [proof] = await xa.rows(
      `select statement, signature from hub_statement where from_hub = 'XB' and statement_id = (select statement_id from recall where recall_id = $1)`,
      [recall.id],
    )
    const { body } = fromBinary(HubStatementSchema, proof.statement)
    expect(body.value).toMatchObject({ recallId: recall.id })
    expect(proof.signature).toMatch(/BEGIN PGP SIGNATURE/)
    expect(await answer(xb, shelterXB, recall.id, said)).toMatchObject({
      status: 409,
      body: { code: 'recall_answered' },
    })
  })

  test('is destroyed there once redaction there says so; an order that stands against it is the answer then', async () => {
    for (const [destroyed, state] of [
      [true, 'destroyed'],
      [false, 'retained'],
    ] as const) {
      const { basisId, referralId } = await referred()
      await withdraw(basisId)
      await carry()
      const [{ id }] = await recallsOf(xb, shelterXB, referralId)
      expect((await answer(xb, shelterXB, id, { answer: 'destroyed' })).body.state).toBe('destroying')
      expect(await xb.told(destructionAsked)).toContainEqual(
        expect.objectContaining({ recallId: id, referralId, fromHub: 'XA' }),
      )
      await carry()
      expect((await holders(basisId))[0].recall.state).toBe('views_stopped')
      await xb.publish(destructionSettled, { recallId: id, destroyed, code: destroyed ? '' : 'retained_legal_hold' })
      await carry()
      const { recall } = (await holders(basisId))[0]
      expect(recall).toMatchObject(destroyed ? { state } : { state, basis: 'legal_obligation', reason: 'legal_hold' })
    }
  })

  test('whose package is still on its way: the recall overtakes it, and what comes then is not taken in', async () => {
    const { basisId, referralId, grant } = await sent()
    await withdraw(basisId)
    await carry()
    const { packageId } = await arrives(xb, grant, { from: agencies.police, to: agencies.shelterXB, referralId })
    const [news] = await xb.rows('select type, payload from outbox where aggregate_id = $1', [packageId])
    expect(news.type).toBe('consent.grant-refused.v1')
    expect(decodePayload(grantRefused, news.payload)).toMatchObject({ referralId, code: 'consent_withdrawn' })
    // Nobody there had anything: that is said for them.
    expect((await holders(basisId))[0].recall).toMatchObject({ state: 'destroyed' })
    expect(await recallsOf(xb, shelterXB, referralId)).toEqual([])
  })

  test('of which no package was made is recalled from nobody', async () => {
    const subjectRef = xa.register(agencies.police)
    const { body } = await xa.send(abroad.officer, 'POST', '/consents', consentForm(subjectRef, toXB))
    await questionsTo(xa).submit({ subjectRef, user: abroad.officer.user, to: agencies.shelterXB })
    await withdraw(body.id)
    expect(await holders(body.id)).toMatchObject([{ received: false }])
    expect(await xa.rows('select 1 from recall where basis_id = $1', [body.id])).toEqual([])
  })

  test('has until the policy’s hour to be answered; then both sides are alarmed, each day', async () => {
    const { basisId, referralId } = await referred()
    await withdraw(basisId)
    await carry()
    const alarms = async (hub: Hub) =>
      (await newsOf(hub, referralId)).filter(line => line.endsWith('recall-overdue')).length
    const tend = async () => {
      for (const hub of [xa, xb]) await hub.tendRecalls()
    }
    const later = (hours: number) => {
      for (const hub of [xa, xb]) hub.state.ahead = hours * HOUR_MS
    }
    later(71)
    await tend()
    expect([await alarms(xa), await alarms(xb)]).toEqual([0, 0])
    later(73)
    await tend()
    await tend()
    expect([await alarms(xa), await alarms(xb)]).toEqual([1, 1])
    later(98)
    await tend()
    expect([await alarms(xa), await alarms(xb)]).toEqual([2, 2])
    expect(xa.lines.join()).toContain('recall.overdue')
    const [{ id }] = await recallsOf(xb, shelterXB, referralId)
    await answer(xb, shelterXB, id, { answer: 'stopped' })
    await carry()
    later(130)
    await tend()
    expect([await alarms(xa), await alarms(xb)]).toEqual([2, 2])
  })

  test('is asked again each day while the other hub is silent, and answered once it is back', async () => {
    const { basisId, referralId, there } = await referred()
    await withdraw(basisId)
    await carry({ cut: ['XB'] })
    const [{ recall: asked }] = await holders(basisId)
    expect(asked.state).toBe('asked')
    // What was said on the first day is lost for good.
    const lost = (await xa.told(statementMade)).length
    await xa.rows(`delete from outbox where type = 'consent.statement-made.v1'`)
    xa.state.ahead = 25 * HOUR_MS
    await xa.tendRecalls()
    xa.state.ahead = 0
    await carry()
    expect(lost).toBeGreaterThan(0)
    expect((await holders(basisId))[0].recall.state).toBe('views_stopped')
    expect((await readXB(there)).code).toBe('consent_withdrawn')
    // What is given after the recall, and before it is asked again, is not recalled with it.
    const [taken] = await recallsOf(xb, shelterXB, referralId)
    expect(taken.recalledAt).toBe(asked.recalledAt)
  })
})

describe('a recall over three hubs', () => {
  /** XB has passed the person on to XC, as XA had permitted. */
  async function passedOn() {
    const made = await referred()
    return { ...made, further: await abroad.passedOn(made.there) }
  }
  const readXC = (further: Arrived) => readAt(xc, further, agencies.shelterXB, agencies.shelterXC)

  test('reaches the last holder at once, and a holder is stopped only when its own are', async () => {
    const { basisId, referralId, further } = await passedOn()
    expect((await readXC(further)).code).toBe('permitted')
    await withdraw(basisId)
    await carry()
    expect((await readXC(further)).code).toBe('consent_withdrawn')
    // The referral that XB had sent halts too.
    const halted = (await xb.told(consentWithdrawn)).flatMap(({ referralIds }) => referralIds)
    expect(halted).toContain(further.referralId)

    const [there] = await recallsOf(xb, shelterXB, referralId)
    expect((await answer(xb, shelterXB, there.id, { answer: 'stopped' })).body).toMatchObject({
      ...{ state: 'views_stopped', said: 'stopped' },
    })
    await carry()
    expect((await holders(basisId))[0].recall.state).toBe('views_stopped')

    const [last] = await recallsOf(xc, shelterXC, further.referralId)
    await answer(xc, shelterXC, last.id, { answer: 'stopped' })
    await carry()
    expect((await holders(basisId))[0].recall).toMatchObject({
      state: 'stopped',
      onward: [{ ...refOf(agencies.shelterXC), answer: 'stopped' }],
    })
  })

  test('comes after a withdrawal that is under way there: whoever was passed on to is recalled by one of the two', async () => {
    const { basisId, further } = await passedOn()
    await withdraw(basisId)
    await xb.rows('begin')
    await xb.rows(`select pg_advisory_xact_lock(hashtextextended('withdrawals', 0))`)
    const carrying = carry()
    const held = `select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`
    await waitFor(async () => (await xb.rows(held)).length > 0)
    await xb.rows('commit')
    await carrying
    expect(await xb.rows('select 1 from recall where referral_id = $1', [further.referralId])).toHaveLength(1)
  })

  test('says of a holder that destroyed what it had, while the next one retains it, no more than that it stopped', async () => {
    const { basisId, referralId, further } = await passedOn()
    await withdraw(basisId)
    await carry()
    const [last] = await recallsOf(xc, shelterXC, further.referralId)
    const kept = { answer: 'retained', basis: 'legal_obligation', reason: 'open_proceeding' }
    await answer(xc, shelterXC, last.id, kept)
    await carry()
    const [there] = await recallsOf(xb, shelterXB, referralId)
    await answer(xb, shelterXB, there.id, { answer: 'destroyed' })
    await xb.publish(destructionSettled, { recallId: there.id, destroyed: true })
    await carry()
    expect((await holders(basisId))[0].recall).toMatchObject({
      state: 'stopped',
      onward: [{ ...refOf(agencies.shelterXC), answer: 'retained' }],
    })
  })

  test('reaches the last holder whatever the clock of the hub where it was taken back', async () => {
    for (const minutes of [-30, 30]) {
      const slow = (ahead: number) => Object.assign(xa.state, { ahead })
      slow(minutes * 60_000)
      const { basisId, further } = await passedOn()
      expect((await readXC(further)).code).toBe('permitted')
      await withdraw(basisId)
      await carry()
      expect((await readXC(further)).code).toBe('consent_withdrawn')
      slow(0)
    }
  })
})

describe('a withdrawal that comes right after the package was permitted', () => {
  test('ends it there also where another instance permitted it, whose clock is ahead of this one’s', async () => {
    xa.state.ahead = 3_000
    const { basisId, there } = await referred()
    expect((await readXB(there)).code).toBe('permitted')
    xa.state.ahead = 0
    await withdraw(basisId)
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
  })

  test('keeps it out where it is still on its way', async () => {
    xa.state.ahead = 3_000
    const { basisId, referralId, grant } = await sent()
    xa.state.ahead = 0
    await withdraw(basisId)
    await carry()
    const route = { from: agencies.police, to: agencies.shelterXB, referralId }
    const { packageId } = await arrives(xb, grant, route)
    const [news] = await xb.rows('select type from outbox where aggregate_id = $1', [packageId])
    expect(news.type).toBe('consent.grant-refused.v1')
  })
})

describe('a recall of what was passed on within the hub that received it', () => {
  const { healthXB: clinic, otherHealthXB: nextClinic } = agencies
  const [doctor, nextDoctor] = [clinic, nextClinic].map(agency => ({ agency, user: randomUUID() }))
  const FURTHER = {
    purposes: ['shelter', 'medical_care'],
    dataCategories: ['identity', 'contact', 'needs', 'health'],
    recipients: [...toXB.recipients, { hub: 'XB', agencyType: 'health' }],
    onward: true,
  }
  const RETAINED = { answer: 'retained', basis: 'child_safeguarding', reason: 'gathered_independently' }
  const toSay = async (who: typeof shelterXB | undefined, referralId: string, said: object) => {
    if (who === undefined) throw new Error('nobody says it')
    const [recall] = await recallsOf(xb, who, referralId)
    return (await answer(xb, who, recall.id, said)).body
  }

  /** The shelter has passed them on to a clinic, and that to another, by the same record; it wants destroyed what it has. */
  async function wanted({ alsoNext = false } = {}) {
    const made = await referred(FURTHER)
    const { subjectRef, subjectId } = made.there
    const passOn = async (ref: string, from: TestAgency, to: TestAgency) => {
      const { permit } = await questionsTo(xb).submit({ subjectRef: ref, from, to }, { purpose: Purpose.MEDICAL_CARE })
      if (permit === undefined) throw new Error('not permitted')
      return permit.referralId
    }
    const second = await passOn(subjectRef, agencies.shelterXB, clinic)
    const clinicsRef = xb.register(clinic, { subjectId, received: true })
    const third = alsoNext ? await passOn(clinicsRef, clinic, nextClinic) : ''
    await withdraw(made.basisId)
    await carry()
    const { id, state } = await toSay(shelterXB, made.referralId, { answer: 'destroyed' })
    expect(state).toBe('destroying')
    const asked = async () => (await xb.told(destructionAsked)).filter(({ recallId }) => recallId === id).length
    expect(await asked()).toBe(0)
    const atHome = async () => {
      await carry()
      return (await holders(made.basisId))[0].recall
    }
    return { id, second, third, asked, atHome }
  }

  test.each([{ answer: 'stopped' }, { answer: 'destroyed' }])(
    'is destroyed once the next one has said: %j',
    async said => {
      const { id, second, asked, atHome } = await wanted()
      await toSay(doctor, second, said)
      expect(await asked()).toBe(1)
      expect((await atHome()).state).toBe('views_stopped')
      await xb.publish(destructionSettled, { recallId: id, destroyed: true })
      const onward = [{ ...refOf(clinic), answer: said.answer }]
      expect(await atHome()).toMatchObject({ state: said.answer, onward })
      expect(await asked()).toBe(1)
    },
  )

  test('stays when the next one retains it: it is never destroyed, and whoever wanted that has stopped', async () => {
    const { second, asked, atHome } = await wanted()
    await toSay(doctor, second, RETAINED)
    expect(await atHome()).toMatchObject({ state: 'stopped', onward: [{ ...refOf(clinic), answer: 'retained' }] })
    expect(await asked()).toBe(0)
  })

  test('stays also for one further below, whatever the one between them said first', async () => {
    const { second, third, asked, atHome } = await wanted({ alsoNext: true })
    await toSay(doctor, second, { answer: 'destroyed' })
    expect(await asked()).toBe(0)
    await toSay(nextDoctor, third, RETAINED)
    expect(await asked()).toBe(0)
    const { state, onward } = await atHome()
    expect([state, onward.map((one: { answer: string }) => one.answer)]).toEqual(['stopped', ['stopped', 'retained']])
  })
})

describe('what another hub’s consent service says', () => {
  const about = async (keys: { privateKey: string }, fromHub: string, body: Parameters<typeof statementBytes>[1]) => {
    const statementId = randomUUID()
    const statement = statementBytes({ statementId, fromHub, toHub: 'XA', at: new Date() }, body)
    const signature = await signDetached(statement, keys.privateKey)
    await xa.publish(statementReceived, { fromHub, statement: { statementId, signed: { statement, signature } } })
    return statementId
  }
  const isRefused = (id: string) => xa.lines.some(line => line.includes('statement.refused') && line.includes(id))
  const stoppedBy = (recallId: string, holder: TestAgency) =>
    ({
      case: 'recallAnswer',
      value: {
        ...{ recallId, holder: refOf(holder), answer: HolderAnswer.STOPPED },
        answeredAt: timestampFromDate(new Date()),
      },
    }) as const

  test('is believed with the signature of that hub’s consent service alone', async () => {
    const { basisId } = await referred()
    await withdraw(basisId)
    const { id } = (await holders(basisId))[0].recall
    const forged = await about(await makeHubKeys('XB'), 'XB', stoppedBy(id, agencies.shelterXB))
    expect(isRefused(forged)).toBe(true)
    expect((await holders(basisId))[0].recall.state).toBe('asked')
    await about(xb.grantKeys, 'XB', stoppedBy(id, agencies.shelterXB))
    expect((await holders(basisId))[0].recall.state).toBe('stopped')
  })

  test('and that no table holds is refused, and not tried for ever', async () => {
    const now = timestampFromDate(new Date())
    const never = { ...now, seconds: 2n ** 62n }
    const [from, to] = [refOf(agencies.shelterXB), refOf(agencies.police)]
    const recall = {
      recallId: randomUUID(),
      referralId: randomUUID(),
      kind: RecallKind.ERASED,
      from,
      to,
      answerBy: now,
    }
    const statements: Parameters<typeof statementBytes>[1][] = [
      { case: 'recall', value: { ...recall, answerBy: never } },
      { case: 'recall', value: { ...recall, from: { ...from, agencyId: 'a\0b' } } },
      { case: 'recallAnswer', value: { ...stoppedBy('no id', agencies.shelterXB).value } },
      { case: 'statusList', value: { sequence: 2n ** 64n - 1n } },
      { case: 'exclusions', value: { referralId: randomUUID(), excluded: [{ hub: 'XA', userId: '\0' }] } },
    ]
    for (const body of statements) expect(isRefused(await about(xb.grantKeys, 'XB', body))).toBe(true)
    expect(await xa.rows('select 1 from recall where recall_id = $1', [recall.recallId])).toEqual([])
  })

  test('and that says of one grant two things is refused: it would be tried for ever', async () => {
    const { grant, referralId } = await referred()
    const ids = idsToBytes([fromBinary(GrantSchema, grant.grant).grantId])
    const prolonged = [1, 2].map(hours => ({
      grantId: ids,
      until: timestampFromDate(new Date(Date.now() + hours * HOUR_MS)),
    }))
    const body = { case: 'statusList', value: { sequence: 9n, inForce: ids, prolonged } } as const
    const statementId = randomUUID()
    const statement = statementBytes({ statementId, fromHub: 'XA', toHub: 'XB', at: new Date() }, body)
    const signature = await signDetached(statement, xa.grantKeys.privateKey)
    await xb.publish(statementReceived, { fromHub: 'XA', statement: { statementId, signed: { statement, signature } } })
    expect(xb.lines.some(line => line.includes('statement.refused') && line.includes(statementId))).toBe(true)
    const statuses = 'select 1 from grant_status join imported_grant using (grant_id) where referral_id = $1'
    expect(await xb.rows(statuses, [referralId])).toEqual([])
  })

  test('is heard of its own holders only', async () => {
    const { basisId } = await referred()
    await withdraw(basisId)
    const { id } = (await holders(basisId))[0].recall
    for (const holder of [agencies.shelterXB, agencies.shelterXC])
      expect(isRefused(await about(xc.grantKeys, 'XC', stoppedBy(id, holder)))).toBe(true)
    expect((await holders(basisId))[0].recall.state).toBe('asked')
  })

  test('recalls nothing that came from elsewhere', async () => {
    const { referralId, there } = await referred()
    const value = {
      recallId: randomUUID(),
      referralId,
      kind: RecallKind.WITHDRAWN,
      answerBy: timestampFromDate(new Date()),
    }
    const body = {
      case: 'recall',
      value: { ...value, from: refOf(agencies.shelterXC), to: refOf(agencies.shelterXB) },
    } as const
    const statementId = randomUUID()
    const statement = statementBytes({ statementId, fromHub: 'XC', toHub: 'XB', at: new Date() }, body)
    const signature = await signDetached(statement, xc.grantKeys.privateKey)
    await xb.publish(statementReceived, { fromHub: 'XC', statement: { statementId, signed: { statement, signature } } })
    expect(xb.lines.some(line => line.includes('statement.refused') && line.includes(statementId))).toBe(true)
    expect((await readXB(there)).code).toBe('permitted')
  })
})
