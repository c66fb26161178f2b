import { randomUUID } from 'node:crypto'
import { Action, AgencyType, referralSubmitted, subjectErased } from '@amparo/contracts'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { executeErasures } from '../src/commands/execute-erasures.ts'
import { featuresOf } from '../src/domain/finding/features.ts'
import { NO_RETENTION } from '../src/domain/retention.ts'
import type { FindProceedings } from '../src/ports/proceedings.ts'
import { findObstacles } from '../src/queries/obstacles.ts'
import { dataKeys } from '../src/store/data-keys.ts'
import { indexKeys } from '../src/store/index-key.ts'
import { backUp, readWith, restore } from './fixtures/backup.ts'
import { aStatement, CANARIES } from './fixtures/forms.ts'
import { askingToLinkIn } from './fixtures/linked.ts'
import { PEER, RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { CASEWORKER, useRedaction, type Who } from './fixtures/service.ts'
import { waitingForLockIn } from './fixtures/waiting-for-lock.ts'

const service = await useRedaction()
const { app, send, get, register, refer, view, post, rows, keyRows, keyStore, keysDatabase, state, told } = service
const { everything, store, log, publish, subjectOf, indexOnce, append } = service
const waitingForLock = waitingForLockIn(service)

const custodian = ({ agencyId } = STRANGER): Who => ({ agencyId, user: randomUUID(), scope: 'identity:custody' })
const [ANA, BEA] = [custodian(), custodian()]
const ask = (subjectRef: string, who = ANA, reason = 'asked_by_person') =>
  send(who, '/erasures', { subjectRef, reason })
const confirm = (id: string, who = BEA) => send(who, `/erasures/${id}/confirmation`, {})
const callBack = (id: string, who = BEA) => send(who, `/erasures/${id}/call-back`, {})
/** As if its days had gone by. */
const elapse = (id: string, days = 0) =>
  rows(`update erasure set due_at = now() - $2 * interval '1 day' - interval '1 second' where erasure_id = $1`, [
    id,
    days,
  ])
const stateOf = async (id: string) => (await rows('select state from erasure where erasure_id = $1', [id]))[0]?.state
const isThere = async (subjectRef: string) =>
  (await rows('select 1 from share where share_id = $1', [subjectRef])).length > 0
const logged = (action: Action) => state.entries.filter(entry => entry.action === action)
const REVIEW = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
const hold = (subjectRef: string, changes: object = {}) =>
  send(ANA, '/legal-holds', { subjectRef, authority: 'court', reference: 'XA-2026/114', reviewOn: REVIEW, ...changes })

beforeEach(() => {
  state.entries.length = 0
  state.away.clear()
  state.proceedings = { open: 0, pending: 0 }
  state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)
})

/** Asked for, confirmed, and its days gone by. */
async function due(subjectRef: string): Promise<string> {
  const { body } = await ask(subjectRef)
  expect((await confirm(body.erasureId)).status).toBe(200)
  await elapse(body.erasureId)
  return body.erasureId
}

describe('an erasure that nothing stands against', () => {
  test('waits seven days, for a second custodian, and says so', async () => {
    const subjectRef = await register()
    const { status, body } = await ask(subjectRef)
    expect(status).toBe(201)
    expect(body).toMatchObject({ subjectRef, state: 'waiting', isOwn: true, isConfirmed: false, heldBy: [] })
    const days = (Date.parse(body.dueAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(7.1)
    expect((await get(BEA, '/erasures')).body.erasures[0]).toMatchObject({ erasureId: body.erasureId, isOwn: false })
  })

  test('can be asked for by a referral that rests on the person', async () => {
    const subjectRef = await register()
    const referralId = refer(subjectRef)
    await publish(referralSubmitted, { referralId, from: SENDER, to: RECIPIENT, subjectRef })
    expect((await ask(referralId)).body).toMatchObject({ subjectRef, state: 'waiting' })
  })

  test('is confirmed by nobody who asked for it', async () => {
    const { body } = await ask(await register())
    expect(await confirm(body.erasureId, ANA)).toMatchObject({ status: 403, body: { code: 'erasure_second_person' } })
    expect(await confirm(body.erasureId)).toMatchObject({ status: 200, body: { isConfirmed: true } })
    expect(await confirm(body.erasureId)).toMatchObject({ status: 409, body: { code: 'erasure_not_waiting' } })
  })

  test('is not executed before its time, nor without the second person', async () => {
    const [early, alone] = [await register(), await register()]
    const first = await ask(early)
    await confirm(first.body.erasureId)
    const second = await ask(alone)
    await elapse(second.body.erasureId)
    await app.tendErasures()
    expect(await isThere(early)).toBe(true)
    expect(await isThere(alone)).toBe(true)
    await elapse(second.body.erasureId, 31)
    await app.tendErasures()
    expect(await stateOf(second.body.erasureId)).toBe('lapsed')
  })

  test('is executed though many others are due that cannot be', async () => {
    const { body } = await ask(await register())
    await rows(
      `insert into erasure select (jsonb_populate_record(e, jsonb_build_object('erasure_id', gen_random_uuid(),
           'subject_id', gen_random_uuid(), 'due_at', now() - interval '2 days'))).*
         from erasure e, generate_series(1, 60) where erasure_id = $1`,
      [body.erasureId],
    )
    const id = await due(await register())
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executed')
    await rows("delete from erasure where state = 'waiting'")
  })

  test('is asked for once, and again once it was called back', async () => {
    const subjectRef = await register()
    const { body } = await ask(subjectRef)
    expect(await ask(subjectRef)).toMatchObject({ status: 409, body: { code: 'erasure_pending' } })
    await confirm(body.erasureId)
    expect(await callBack(body.erasureId)).toMatchObject({ status: 200, body: { state: 'called_back' } })
    await elapse(body.erasureId)
    await app.tendErasures()
    expect(await isThere(subjectRef)).toBe(true)
    expect((await ask(subjectRef)).status).toBe(201)
  })

  test('leaves nothing of the person, and tells the auditor of each step', async () => {
    const subjectRef = await register()
    const referralId = refer(subjectRef)
    expect((await view(referralId)).status).toBe(200)
    await post(CASEWORKER, '/messages', { referralId, lang: 'es', text: 'Llegó bien.', attachments: [] })
    const subjectId = await subjectOf(subjectRef)
    state.entries.length = 0
    const id = await due(subjectRef)
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executed')
    for (const table of ['record', 'share', 'message', 'assessment', 'known_referral', 'package_in'])
      expect(await rows(`select 1 from ${table} where subject_id = $1`, [subjectId])).toEqual([])
    expect(await rows('select 1 from subject where id = $1', [subjectId])).toEqual([])
    expect(await keyRows('select 1 from wrapped_key where subject_id = $1', [subjectId])).toEqual([])
    // Each names the erasure beside its reason, so that no other one's can stand in for it.
    const code = `asked_by_person:${id}`
    expect(state.entries.map(entry => [entry.action, entry.subjectRef, entry.code])).toEqual([
      [Action.ERASURE_REQUESTED, subjectRef, code],
      [Action.ERASURE_CONFIRMED, subjectRef, code],
      [Action.SUBJECT_ERASED, subjectRef, code],
    ])
    const event = (await told(subjectErased)).find(({ erasureId }) => erasureId === id)
    expect(event?.shareIds).toContain(subjectRef)
    expect(event?.referralIds).toEqual([referralId])
    expect(JSON.stringify(event)).not.toContain(subjectId)
    expect(await view(referralId)).toMatchObject({ status: 409, body: { code: 'record_gone' } })
  })

  test('is taken up again wherever it was broken off, and entered in the log once', async () => {
    const subjectRef = await register()
    const id = await due(subjectRef)
    const broken = executing({ erase: () => Promise.reject(new Error('killed')) })
    await broken()
    expect(await stateOf(id)).toBe('executing')
    expect(await callBack(id)).toMatchObject({ status: 409 })
    expect((await hold(subjectRef)).status).toBe(404)
    await Promise.all([app.tendErasures(), app.tendErasures(), app.tendErasures()])
    expect(await stateOf(id)).toBe('executed')
    expect(new Set(logged(Action.SUBJECT_ERASED).map(entry => entry.entryId)).size).toBe(1)
    expect((await told(subjectErased)).filter(({ erasureId }) => erasureId === id)).toHaveLength(1)
  })

  test('leaves in the log the name of a link that was asked for with somebody of whom a proceeding is open', async () => {
    const [subjectRef, other] = [await register(), await register()]
    await askingToLinkIn(service)(subjectRef, other)
    const id = await due(subjectRef)
    await executing(keysDatabase, async ({ shareIds }) => ({ open: shareIds.includes(other) ? 1 : 0, pending: 0 }))()
    const event = (await told(subjectErased)).find(({ erasureId }) => erasureId === id)
    expect(event?.shareIds).toEqual([subjectRef])
  })

  test('leaves it there if an order was placed on them, or the link was asked for, since that was asked', async () => {
    const held = await register()
    expect((await hold(held)).status).toBe(201)
    const [subjectRef, other] = [await register(), await register()]
    await askingToLinkIn(service)(subjectRef, other)
    const id = await due(subjectRef)
    const erase = async (subjectId: string) => {
      expect((await hold(other)).status).toBe(201)
      await askingToLinkIn(service)(subjectRef, held)
      return keysDatabase.erase(subjectId)
    }
    await executing({ erase })()
    const event = (await told(subjectErased)).find(({ erasureId }) => erasureId === id)
    expect(event?.shareIds).toEqual([subjectRef])
  })

  test('takes it from there if an order comes later, which does not stand before', async () => {
    const [subjectRef, other] = [await register(), await register()]
    const linkId = await askingToLinkIn(service)(subjectRef, other)
    const id = await due(subjectRef)
    let placing: ReturnType<typeof hold> | undefined
    const run: typeof store.run = (work, ...more) =>
      store.run(
        async tx => {
          const done = await work(tx)
          // It removes the rows, and has not ended.
          if (typeof done !== 'number') return done
          placing = hold(other)
          await expect.poll(waitingForLock).toBe(1)
          return done
        },
        ...more,
      )
    await executing(keysDatabase, none, { read: store.read, run })()
    expect((await placing)?.status).toBe(201)
    const event = (await told(subjectErased)).find(({ erasureId }) => erasureId === id)
    expect(event?.shareIds).toEqual([subjectRef, linkId])
  })

  test('recalls also what leaves at that very moment, and has the log lose each name that was given by then', async () => {
    const [subjectRef, referralId] = [await register(), randomUUID()]
    const subjectId = await subjectOf(subjectRef)
    await due(subjectRef)
    const shareId = randomUUID()
    const [begun, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const leaving = store.run(async ({ sql }) => {
      await sql(
        `insert into share (share_id, subject_id, agency_hub, agency_id, referral_id, code_name) values ($1, $2, $3, $4, $5, '')`,
        [shareId, subjectId, PEER.hub, PEER.agencyId, referralId],
      )
      await sql(
        `insert into known_referral (referral_id, subject_id, share_id, from_hub, from_agency, to_hub, to_agency, protocol, priority,
           purpose, services, protocol_id, protocol_version, quick)
         select $1, $2, $3, $4, $5, $6, $7, 1, 1, 1, '{}', 'standard-service', 3, false`,
        [referralId, subjectId, subjectRef, SENDER.hub, SENDER.agencyId, PEER.hub, PEER.agencyId],
      )
      begun.resolve()
      await committed.promise
    })
    await begun.promise
    const erased = app.tendErasures()
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await rows(waiting)).length).toBe(1)
    committed.resolve()
    await Promise.all([leaving, erased])
    expect(await isThere(subjectRef)).toBe(false)
    expect((await rows('select to_hub, to_agency from recall where referral_id = $1', [referralId]))[0]).toEqual({
      ...{ to_hub: PEER.hub, to_agency: PEER.agencyId },
    })
    const news = (await told(subjectErased)).find(({ shareIds }) => shareIds.includes(subjectRef))
    expect(news).toMatchObject({ referralIds: [referralId], shareIds: expect.arrayContaining([shareId]) })
  })

  test('destroys nothing while the log cannot take the entry', async () => {
    const subjectRef = await register()
    const id = await due(subjectRef)
    state.away.add('audit')
    await app.tendErasures()
    expect(await keysDatabase.find(await subjectOf(subjectRef))).toBeDefined()
    state.away.clear()
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executed')
  })

  test('looks again, once the log is back, at what was begun while it was away', async () => {
    const subjectRef = await register()
    const id = await due(subjectRef)
    state.away.add('audit')
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executing')
    state.away.clear()
    state.proceedings = { open: 1, pending: 0 }
    await app.tendErasures()
    expect(await stateOf(id)).toBe('restricted')
    expect(await keysDatabase.find(await subjectOf(subjectRef))).toBeDefined()
    expect(logged(Action.SUBJECT_ERASED)).toEqual([])
    expect(logged(Action.ERASURE_REFUSED).map(({ code }) => code)).toEqual(['open_proceeding'])
    expect((await hold(subjectRef)).status).toBe(201)
  })

  test('destroys no key of somebody whose erasure another instance refused while the log was told', async () => {
    const subjectRef = await register()
    const id = await due(subjectRef)
    const begun = async () => ({ open: 1, pending: 0 })
    const told: typeof append = async entry => {
      const receipt = await append(entry)
      await executing(keysDatabase, begun)()
      return receipt
    }
    await executing(keysDatabase, none, store, told)()
    expect(await stateOf(id)).toBe('restricted')
    expect(await keysDatabase.find(await subjectOf(subjectRef))).toBeDefined()
    expect([...logged(Action.SUBJECT_ERASED), ...logged(Action.ERASURE_REFUSED)]).toHaveLength(2)
  })

  test('is not stopped any more once it has begun to destroy', async () => {
    const id = await due(await register())
    await executing({ erase: () => Promise.reject(new Error('killed')) })()
    state.proceedings = { open: 1, pending: 0 }
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executed')
  })
})

const none = async () => ({ open: 0, pending: 0 })
/** Executes what is due, with another database of keys. */
const executing = (
  keys: Partial<typeof keysDatabase>,
  findProceedings: FindProceedings = none,
  on: Pick<typeof store, 'read' | 'run'> = store,
  tell: typeof append = append,
) => {
  const now = () => new Date()
  const never = () => Promise.reject(new Error('not asked here'))
  return executeErasures({
    ...{ hub: 'XA', store: on, log, now, newId: randomUUID, append: tell },
    findObstacles: findObstacles({ store, findProceedings, retention: NO_RETENTION, now }),
    delays: { waitDays: 7, confirmDays: 30 },
    keysDatabase: { ...keysDatabase, erase: never, ...keys },
  })
}

describe('what stands against it', () => {
  test('a legal hold, a proceeding and what is still asked restrict access instead, and the answer says which', async () => {
    const subjectRef = await register()
    const referralId = refer(subjectRef)
    expect((await hold(subjectRef)).status).toBe(201)
    state.proceedings = { open: 2, pending: 1 }
    const { status, body } = await ask(subjectRef)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'restricted',
      heldBy: ['legal_hold', 'open_proceeding', 'pending_request'],
      dueAt: null,
    })
    expect(body.reviewOn > REVIEW).toBe(true)
    expect(logged(Action.ERASURE_REFUSED)[0]?.code).toBe('legal_hold.open_proceeding.pending_request')
    expect(await view(referralId)).toMatchObject({ status: 403, body: { code: 'identity_restricted' } })
  })

  test('what cannot be known: nothing is decided while referral does not answer', async () => {
    state.away.add('referral')
    expect((await ask(await register())).status).toBe(503)
  })

  test('a hold that is placed while it waits, until it is released and asked again', async () => {
    const subjectRef = await register()
    const id = await due(subjectRef)
    const { body } = await hold(subjectRef)
    await app.tendErasures()
    expect(await stateOf(id)).toBe('restricted')
    expect((await get(ANA, '/legal-holds')).body.legalHolds.map(({ holdId }: { holdId: string }) => holdId)).toContain(
      body.holdId,
    )
    expect((await send(BEA, `/legal-holds/${body.holdId}/release`, {})).status).toBe(200)
    expect((await send(BEA, `/legal-holds/${body.holdId}/release`, {})).status).toBe(404)
    expect([...logged(Action.LEGAL_HOLD_PLACED), ...logged(Action.LEGAL_HOLD_RELEASED)]).toHaveLength(2)
    await app.tendErasures()
    expect(await isThere(subjectRef)).toBe(true)
    const again = await due(subjectRef)
    expect(await stateOf(id)).toBe('replaced')
    await app.tendErasures()
    expect(await stateOf(again)).toBe('executed')
  })

  test('a hold that is being placed when it is due: nothing is begun until that stands or has gone', async () => {
    const subjectRef = await register()
    const id = await due(subjectRef)
    state.away.add('audit')
    expect((await hold(subjectRef)).status).toBe(503)
    state.away.clear()
    await app.tendErasures()
    expect(await stateOf(id)).toBe('waiting')
    expect(await isThere(subjectRef)).toBe(true)
    await rows("update legal_hold_announced set at = now() - interval '61 minutes'")
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executed')
  })

  describe('restricts access', () => {
    const refused = async (who = ANA) => {
      const subjectRef = await register()
      const referralId = refer(subjectRef)
      state.proceedings = { open: 1, pending: 0 }
      const { body } = await ask(subjectRef, who)
      expect((await view(referralId)).status).toBe(403)
      return { subjectRef, referralId, id: body.erasureId }
    }
    const restricted = { status: 403, body: { code: 'restriction_stands' } }

    test('until a custodian of the agency that holds the person lets all agencies in again', async () => {
      const { referralId, id } = await refused()
      expect((await callBack(id, custodian(SENDER))).status).toBe(200)
      expect((await view(referralId)).status).toBe(200)
    })

    test('which no custodian of another agency ends, nor whoever asked, nor on a sign-in of long ago', async () => {
      const asked = custodian(SENDER)
      const { referralId, id } = await refused(asked)
      for (const who of [custodian(RECIPIENT), custodian(), asked])
        expect(await callBack(id, who)).toMatchObject(restricted)
      expect((await callBack(id, { ...custodian(SENDER), signedIn: 600 })).body.code).toBe('step_up_required')
      expect(await stateOf(id)).toBe('restricted')
      expect(logged(Action.ERASURE_CALLED_BACK)).toEqual([])
      expect(await view(referralId)).toMatchObject({ status: 403, body: { code: 'identity_restricted' } })
    })

    test('until its day of review, from which on any custodian ends it', async () => {
      const { referralId, id } = await refused()
      await rows('update erasure set review_on = current_date where erasure_id = $1', [id])
      expect((await callBack(id, custodian(RECIPIENT))).status).toBe(200)
      expect((await view(referralId)).status).toBe(200)
    })

    test('also while it waits once it was asked for again, and after it was called back by who may not end that', async () => {
      const { subjectRef, referralId, id } = await refused()
      state.proceedings = { open: 0, pending: 0 }
      const { body } = await ask(subjectRef, custodian(RECIPIENT))
      expect(body.state).toBe('waiting')
      expect(await stateOf(id)).toBe('replaced')
      expect((await callBack(body.erasureId, custodian(RECIPIENT))).status).toBe(200)
      expect((await view(referralId)).status).toBe(403)
      const again = (await ask(subjectRef)).body.erasureId
      expect((await callBack(again, custodian(SENDER))).status).toBe(200)
      expect((await view(referralId)).status).toBe(200)
    })
  })

  test('a custodian of a suspended agency settles nothing, and its holds stay', async () => {
    const [held, waiting] = [await register(), await register()]
    const { holdId } = (await hold(held)).body
    const { erasureId } = (await ask(waiting)).body
    state.suspended.add(STRANGER.agencyId)
    onTestFinished(() => void state.suspended.clear())
    state.entries.length = 0
    const answers = [await confirm(erasureId), await callBack(erasureId), await ask(held), await hold(held)]
    const release = () => send(BEA, `/legal-holds/${holdId}/release`, {})
    for (const { status, body } of [...answers, await release()])
      expect([status, body.code]).toEqual([404, 'not_found'])
    expect(state.entries).toEqual([])
    expect((await ask(held, custodian(SENDER))).body.heldBy).toEqual(['legal_hold'])
    state.suspended.clear()
    for (const { status } of [await confirm(erasureId), await release()]) expect(status).toBe(200)
  })

  test('a hold is released by another custodian of the agency that placed it, after a recent sign-in', async () => {
    const subjectRef = await register()
    const { holdId } = (await hold(subjectRef)).body
    const release = (who: Who) => send(who, `/legal-holds/${holdId}/release`, {})
    for (const who of [ANA, custodian(SENDER)])
      expect(await release(who)).toMatchObject({ status: 403, body: { code: 'hold_second_person' } })
    expect((await release({ ...BEA, signedIn: 600 })).body.code).toBe('step_up_required')
    expect((await ask(subjectRef)).body.heldBy).toEqual(['legal_hold'])
    expect(logged(Action.LEGAL_HOLD_RELEASED)).toEqual([])
    expect((await release(BEA)).status).toBe(200)
  })

  test('what the law has kept of a statement, from when it was recorded', async () => {
    const subjectRef = await register()
    const subjectId = await subjectOf(subjectRef)
    const referralId = refer(subjectRef, { users: [CASEWORKER.user] })
    await post(CASEWORKER, '/statements', { referralId, ...aStatement('Llegué en marzo.') })
    const obstacles = (statement: number) =>
      findObstacles({
        ...{ store, now: () => new Date(), findProceedings: async () => ({ open: 0, pending: 0 }) },
        retention: { ...NO_RETENTION, statement },
      })(subjectId)
    expect(await obstacles(0)).toEqual([])
    expect(await obstacles(7300)).toMatchObject([{ code: 'statutory_retention' }])
  })

  test('a hold needs a number and a day to come; a name is no number', async () => {
    const subjectRef = await register()
    expect((await hold(subjectRef, { reference: 'YANETH' })).status).toBe(400)
    expect((await hold(subjectRef, { reviewOn: '2026-01-01' })).body.code).toBe('review_in_the_past')
    expect((await hold(randomUUID())).status).toBe(404)
  })
})

describe('a backup of the vault, restored beside the current keys', () => {
  const attack = () => readWith(rows, keyRows, keyStore)
  const found = (text: string) => CANARIES.filter(canary => text.includes(canary))

  /** Nobody else's rows: the canaries are everybody's here. */
  const alone = () => rows('delete from subject')

  test('brings back neither the person nor a word of them, not even to who tries every key on every row', async () => {
    await alone()
    const subjectRef = await register()
    const referralId = refer(subjectRef)
    await post(CASEWORKER, '/messages', { referralId, lang: 'es', text: 'Yaneth Quillahuaman llegó.', attachments: [] })
    await view(referralId)
    await backUp(rows)
    expect(found(await attack())).not.toEqual([])
    const subjectId = await subjectOf(subjectRef)
    const id = await due(subjectRef)
    await app.tendErasures()
    expect(await stateOf(id)).toBe('executed')

    await restore(rows)
    expect(await isThere(subjectRef)).toBe(true)
    expect(found(await attack())).toEqual([])
    const reader = await view(referralId)
    expect(reader.status).not.toBe(200)
    expect(found(reader.text)).toEqual([])
    // As at a start: what finds people without opening them, an index of names, finds nobody of them either.
    await app.eraseAgain()
    expect(await rows('select 1 from subject where id = $1', [subjectId])).toEqual([])
    expect(await view(referralId)).toMatchObject({ status: 409, body: { code: 'record_gone' } })
    expect(found(await everything())).toEqual([])
  })

  describe('and a name that somebody knows', () => {
    const NAME = 'Yaneth Quillahuaman Osorio'
    const search = async () => {
      state.types.set(STRANGER.agencyId, AgencyType.PROSECUTION)
      const sought = { purpose: 'formal_identification', reason: 'court_order', names: [NAME] }
      return (await post(custodian(), '/searches', sought)).body.candidates
    }
    /** What somebody matches who has the backup, the key store and the database of keys, and hashes the name by every key that is there. */
    const matched = async () => {
      const { current, before } = indexKeys(dataKeys(keyStore, keysDatabase), keysDatabase)
      const known = [await current(), await before()]
      const tokens = known.flatMap(key => featuresOf({ ...NOBODY, names: [NAME] }).map(f => key?.tokenOf(f).token ?? f))
      return rows('select kind from backup.blind_index where token = any ($1)', [tokens.filter(Buffer.isBuffer)])
    }
    const NOBODY = { names: [], dateOfBirth: null, documents: [], phones: [] }
    const erased = async () => {
      const subjectRef = await register()
      await backUp(rows)
      expect(await matched()).not.toEqual([])
      expect(await search()).toHaveLength(1)
      await due(subjectRef)
      await app.tendErasures()
      expect(await search()).toEqual([])
    }

    test('finds nobody, neither before the rows that came back are removed again nor after', async () => {
      await alone()
      await erased()
      await restore(rows)
      expect(await rows('select 1 from blind_index')).not.toEqual([])
      expect(await search()).toEqual([])
      await app.eraseAgain()
      expect(await rows('select 1 from blind_index')).toEqual([])
      expect(await search()).toEqual([])
    })

    test('matches nothing in the backup, not even for who has all keys of now: people are indexed by another key since', async () => {
      await alone()
      const stays = await register()
      await rows('delete from blind_index where subject_id = $1', [await subjectOf(stays)])
      await erased()
      await indexOnce()
      expect(await matched()).toEqual([])
      expect(await search()).toHaveLength(1)
      await restore(rows)
      expect(await search()).toHaveLength(1)
      await app.eraseAgain()
      await indexOnce()
      expect(await search()).toHaveLength(1)
    })
  })

  test('would be seen to give them away, had the erasure forgotten the key', async () => {
    await alone()
    const subjectRef = await register()
    await backUp(rows)
    await due(subjectRef)
    await executing({ erase: async () => undefined })()
    expect(await isThere(subjectRef)).toBe(false)
    expect(found(await attack())).not.toEqual([])
  })
})

describe('what nobody has looked at again by its day of review', () => {
  const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const overdue = (table: string, subjectRef: string, day = YESTERDAY) =>
    rows(`update ${table} set review_on = $2 where share_id = $1`, [subjectRef, day])
  const entered = (subjectRef: string) =>
    logged(Action.REVIEW_OVERDUE)
      .filter(entry => entry.subjectRef === subjectRef)
      .map(({ code }) => code)
  const secret = (subjectRef: string) =>
    send(ANA, '/secrecy-orders', {
      ...{ subjectRef, authority: 'court', reference: 'XA-2026/115', agencyId: SENDER.agencyId, reviewOn: REVIEW },
    })

  test('is in the log once for each day: orders, and access that is restricted; they stand all the same', async () => {
    const subjectRef = await register()
    expect((await hold(subjectRef)).status).toBe(201)
    expect((await secret(subjectRef)).status).toBe(201)
    expect((await ask(subjectRef)).body.state).toBe('restricted')
    await app.enterOverdueReviews()
    expect(entered(subjectRef)).toEqual([])
    for (const table of ['legal_hold', 'secrecy_order', 'erasure']) await overdue(table, subjectRef)
    await Promise.all([app.enterOverdueReviews(), app.enterOverdueReviews()])
    await app.enterOverdueReviews()
    const all = ['legal_hold', 'restriction', 'secrecy_order'].map(what => `${what}:${YESTERDAY}`)
    expect([...new Set(entered(subjectRef))].toSorted()).toEqual(all)
    expect(new Set(logged(Action.REVIEW_OVERDUE).map(({ entryId }) => entryId)).size).toBe(3)
    expect(logged(Action.REVIEW_OVERDUE)[0]).toMatchObject({ userId: '', agency: { hub: 'XA' } })
    const { body } = await get(ANA, '/legal-holds')
    expect(body.legalHolds.map((one: { subjectRef: string }) => one.subjectRef)).toContain(subjectRef)
    await overdue('erasure', subjectRef, '2026-01-02')
    await app.enterOverdueReviews()
    expect(entered(subjectRef).at(-1)).toBe('restriction:2026-01-02')
  })

  test('is not what was released before, nor what is looked at today; and waits for the log', async () => {
    const [released, today, later] = [await register(), await register(), await register()]
    const { body } = await hold(released)
    await overdue('legal_hold', released)
    expect((await send(BEA, `/legal-holds/${body.holdId}/release`, {})).status).toBe(200)
    await hold(today)
    await overdue('legal_hold', today, new Date().toISOString().slice(0, 10))
    await hold(later)
    await overdue('legal_hold', later)
    state.away.add('audit')
    await expect(app.enterOverdueReviews()).rejects.toThrow()
    state.away.clear()
    await app.enterOverdueReviews()
    expect([released, today, later].map(entered)).toEqual([[], [], [`legal_hold:${YESTERDAY}`]])
  })
})
