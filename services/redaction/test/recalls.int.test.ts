import { randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  destructionAsked,
  destructionSettled,
  EvidenceKind,
  messageBuilt,
  messageSettled,
  referralSubmitted,
  subjectErased,
  timestampFromDate,
} from '@amparo/contracts'
import { storeErrors, type Transaction } from '@amparo/store'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { destroyHeld } from '../src/commands/destroy-held.ts'
import { takeRecall } from '../src/commands/take-recall.ts'
import type { Standing } from '../src/domain/erasure.ts'
import { NO_RETENTION } from '../src/domain/retention.ts'
import { type FindObstacles, findObstacles } from '../src/queries/obstacles.ts'
import { findKnownReferral } from '../src/store/known-referrals.ts'
import { erasingIn } from './fixtures/erasing.ts'
import { askingToLinkIn, linkingIn } from './fixtures/linked.ts'
import { PEER, RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { usePeer } from './fixtures/peer.ts'
import { CASEWORKER, useRedaction, type Who } from './fixtures/service.ts'
import { waitingForLockIn } from './fixtures/waiting-for-lock.ts'

const service = await useRedaction()
const { app, send, get, view, register, refer, rows, keyRows, publish, told, state, append, store, keysDatabase } =
  service
const link = linkingIn(service)
const askToLink = askingToLinkIn(service)
const waitingForLock = waitingForLockIn(service)
const erase = erasingIn(service)
const peer = await usePeer(service)
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]
const custodian = (): Who => ({ agencyId: STRANGER.agencyId, user: randomUUID(), scope: 'identity:custody' })
const ANA = custodian()

beforeEach(() => {
  peer.known()
  state.entries.length = 0
  state.proceedings = { open: 0, pending: 0 }
  state.ofReferral = { open: 0, pending: 0 }
})

const order = (subjectRef: string) => {
  const reviewOn = new Date(Date.now() + 86_400_000 * 9).toISOString().slice(0, 10)
  return send(ANA, '/legal-holds', { subjectRef, authority: 'prosecution', reference: 'XA-77', reviewOn })
}
/** By an agency of this hub that knows the same person: two custodians have linked the two records. */
const orderByOther = async (subjectRef: string) => {
  const registeredHere = await register()
  await link(registeredHere, subjectRef)
  expect((await order(registeredHere)).status).toBe(201)
}
/** Of somebody else, whom one custodian took for the same person. */
const orderBesideAsked = async (subjectRef: string) => {
  const registeredHere = await register()
  await askToLink(registeredHere, subjectRef)
  expect((await order(registeredHere)).status).toBe(201)
}
/** While the rows go, somebody places an order on whoever else the link names: it waits. Answers under which name the link stands. */
const orderWhileRowsGo = async (subjectRef: string, settle: (tx: Transaction) => Promise<void>, linked: Linked) => {
  let placing: ReturnType<typeof order> | undefined
  await store.run(async tx => {
    await settle(tx)
    placing = order(linked.other)
    await expect.poll(waitingForLock).toBe(1)
  })
  expect((await placing)?.status).toBe(201)
  expect((await told(subjectErased)).at(-1)?.shareIds).toEqual([subjectRef, linked.linkId])
}
interface Linked {
  readonly other: string
  readonly linkId: string
}
const linkAskedFor = async (subjectRef: string): Promise<Linked> => {
  const other = await register()
  return { other, linkId: await askToLink(other, subjectRef) }
}
/** One whose custodian has not been answered: the log was away. */
const orderUnderWay = async (subjectRef: string) => {
  state.away.add('audit')
  expect((await order(subjectRef)).status).toBe(503)
  state.away.clear()
}

/** The process ends when the next key is gone, before anything else is done; then, as at each start, it looks whom a backup brought back. */
const brokenOffAfterTheKey = () => {
  const { erase } = keysDatabase
  vi.spyOn(keysDatabase, 'erase').mockImplementationOnce(async subjectId => {
    await erase(subjectId)
    await app.eraseAgain()
    throw new Error('killed')
  })
}

/** As an earlier try leaves it that was broken off there. */
const enteredBefore = async (entryId: string, referralId: string, subjectRef: string) => {
  const occurredAt = timestampFromDate(new Date(Date.now() - 60_000))
  const of = { action: Action.SUBJECT_ERASED, agency: RECIPIENT, recipient: PEER, code: 'recalled' }
  await append({ entryId, ...of, referralId, subjectRef, occurredAt })
}

describe('a person who was referred to another hub and is erased', () => {
  /** Erased, and the other hub told. */
  const erased = async () => {
    const subjectRef = await register()
    const referralId = await peer.abroad(subjectRef)
    const erasureId = await erase(subjectRef)
    return { referralId, erasureId, built: await lastTo(referralId) }
  }
  const lastTo = async (referralId: string) =>
    (await told(messageBuilt)).filter(event => event.referralId === referralId).at(-1)
  const recall = async (referralId: string) =>
    (await rows('select state, code, tries, message_id, next_at from recall where referral_id = $1', [referralId]))[0]
  const settle = (messageId: string, referralId: string, kind: EvidenceKind, code = '') =>
    publish(messageSettled, { messageId, referralId, kind, code })

  test('is recalled there, by a message that only that agency opens and this hub has signed, without a word', async () => {
    const { referralId, erasureId, built } = await erased()
    const { content } = await peer.openMessage(built)
    expect(content).toMatchObject({ referralId, erased: true, from: SENDER, to: PEER })
    expect(content.content).toHaveLength(0)
    const event = (await told(subjectErased)).find(one => one.erasureId === erasureId)
    expect(event).toMatchObject({ recallIds: [built?.messageId], recalledBy: '' })
    expect(event?.referralIds).toContain(referralId)
    await app.tendErasures()
    expect((await told(messageBuilt)).filter(one => one.referralId === referralId)).toHaveLength(1)
  })

  test('is recalled there, and told to all here, though it was broken off between the key and the rows', async () => {
    brokenOffAfterTheKey()
    const { referralId, erasureId, built } = await erased()
    expect(built).toBeUndefined()
    expect(await recall(referralId)).toBeUndefined()
    await app.tendErasures()
    expect(await lastTo(referralId)).toBeDefined()
    expect(await recall(referralId)).toMatchObject({ state: 'sent' })
    const event = (await told(subjectErased)).find(one => one.erasureId === erasureId)
    expect(event?.referralIds).toContain(referralId)
    expect(event?.shareIds).not.toEqual([])
  })

  test('is gone there once that hub has signed it', async () => {
    const { referralId, built } = await erased()
    await settle(built?.messageId ?? '', referralId, EvidenceKind.DELIVERED)
    expect(await recall(referralId)).toMatchObject({ state: 'destroyed', code: null })
    await settle(built?.messageId ?? '', referralId, EvidenceKind.EXPIRED)
    expect(await recall(referralId)).toMatchObject({ state: 'destroyed' })
  })

  test.each([
    [EvidenceKind.EXPIRED, '', 'expired', 1 / 24],
    [EvidenceKind.REFUSED, 'retained_legal_hold', 'retained_legal_hold', 7],
    [EvidenceKind.REFUSED, 'retained_open_proceeding', 'retained_open_proceeding', 7],
    [EvidenceKind.REFUSED, 'retained_statutory_retention', 'retained_statutory_retention', 7],
  ])('is recalled again after a statement of kind %i %s', async (kind, code, kept, days) => {
    const { referralId, built } = await erased()
    await settle(built?.messageId ?? '', referralId, kind, code)
    const due = await recall(referralId)
    expect(due).toMatchObject({ state: 'due', code: kept })
    expect((due?.next_at.getTime() - Date.now()) / 86_400_000).toBeCloseTo(days, 1)
    await rows('update recall set next_at = now() where referral_id = $1', [referralId])
    await app.tendErasures()
    const again = await lastTo(referralId)
    expect(again?.messageId).not.toBe(built?.messageId)
    await settle(again?.messageId ?? '', referralId, EvidenceKind.DELIVERED)
    expect(await recall(referralId)).toMatchObject({ state: 'destroyed', tries: 2 })
  })

  test('is recalled later where the other agency has no certificate now', async () => {
    state.agencies.clear()
    const { referralId, built } = await erased()
    expect(built).toBeUndefined()
    expect(await recall(referralId)).toMatchObject({ state: 'due', tries: 1 })
    peer.known()
    await rows('update recall set next_at = now() where referral_id = $1', [referralId])
    await app.tendErasures()
    expect(await lastTo(referralId)).toBeDefined()
  })
})

describe('a person who came from another hub, which has erased them', () => {
  const aPackage = async (referralId: string) => peer.takeIn(await peer.aPackage({}, { referralId }))
  const came = async (referralId: string = randomUUID()) => {
    const { opened } = await aPackage(referralId)
    state.entries.length = 0
    return { referralId, subjectId: opened?.subjectId ?? '', subjectRef: opened?.subjectRef ?? '' }
  }
  const aRecall = async (referralId: string, from = PEER, before = async (_: string) => {}) => {
    const message = await peer.aMessage({ referralId, from, erased: true })
    await before(message.messageId)
    const { stored, refused } = await peer.receive(message)
    const { messageId } = message
    const event = (await told(subjectErased)).find(event => event.recalledBy === messageId)
    return { messageId, refused, stored: stored[0], event }
  }
  const isHere = async (subjectId: string) =>
    (await rows('select 1 from record where subject_id = $1', [subjectId])).length > 0 ||
    (await keyRows('select 1 from wrapped_key where subject_id = $1', [subjectId])).length > 0

  test('is destroyed here, logged, and told to those who hold something of them', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    expect(await isHere(subjectId)).toBe(true)
    const { messageId, event, stored, refused } = await aRecall(referralId)
    expect(await isHere(subjectId)).toBe(false)
    expect(event).toMatchObject({
      recalledBy: messageId,
      recalledByHub: 'XB',
      referralIds: [referralId],
      recallIds: [],
    })
    expect(event?.shareIds).toContain(subjectRef)
    expect([stored, refused]).toEqual([undefined, undefined])
    expect(state.entries).toMatchObject([{ action: Action.SUBJECT_ERASED, referralId, code: 'recalled', subjectRef }])
  })

  test('takes no name with it that entries about somebody under an order stand under', async () => {
    const { referralId, subjectRef } = await came()
    await orderBesideAsked(subjectRef)
    expect((await aRecall(referralId)).event?.shareIds).toEqual([subjectRef])
  })

  test('takes it where an order comes later, which does not stand before', async () => {
    const { referralId, subjectRef } = await came()
    const linked = await linkAskedFor(subjectRef)
    const received = { messageId: randomUUID(), referralId, fromHub: 'XB', to: RECIPIENT }
    const sent = { received: { ...received, ciphertext: new Uint8Array(), sha256: '' }, from: PEER, at: new Date() }
    const deps = { hub: 'XA', store, append, keysDatabase, newId: randomUUID, findObstacles: async () => [] }
    const referral = await store.read(reader => findKnownReferral(reader, referralId))
    await orderWhileRowsGo(subjectRef, await takeRecall(deps, { ...sent, referral }), linked)
  })

  test('is destroyed when an earlier try ended after its entry, which stands once', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    const { refused } = await aRecall(referralId, PEER, id => enteredBefore(id, referralId, subjectRef))
    expect(refused).toBeUndefined()
    expect(await isHere(subjectId)).toBe(false)
    expect(state.entries).toHaveLength(1)
  })

  test('is told to those who hold something of them though it was broken off between the key and the rows', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    brokenOffAfterTheKey()
    const { event, refused } = await aRecall(referralId)
    expect(refused).toBeUndefined()
    expect(event?.shareIds).toEqual([subjectRef])
    expect(await rows('select 1 from subject where id = $1', [subjectId])).toEqual([])
  })

  const restrictedTo = async (subjectId: string) =>
    (await rows('select agency_id from restriction where subject_id = $1', [subjectId])).map(row => row.agency_id)

  describe('while the log was away', () => {
    const tried = async (referralId: string) => {
      const received = { messageId: randomUUID(), referralId, fromHub: 'XB', to: RECIPIENT }
      const sent = { received: { ...received, ciphertext: new Uint8Array(), sha256: '' }, from: PEER, at: new Date() }
      const referral = await store.read(reader => findKnownReferral(reader, referralId))
      const standing: Standing[] = []
      const findStanding = async () => standing
      const deps = { hub: 'XA', store, append, keysDatabase, newId: randomUUID, findObstacles: findStanding }
      const away = async () => Promise.reject(storeErrors.database_unavailable())
      await expect(takeRecall({ ...deps, append: away }, { ...sent, referral })).rejects.toThrow()
      return { standing, again: () => takeRecall(deps, { ...sent, referral }) }
    }

    test('stays by what was begun meanwhile, and an order may be placed', async () => {
      const { referralId, subjectId, subjectRef } = await came()
      const { standing, again } = await tried(referralId)
      expect((await order(subjectRef)).status).toBe(404)
      standing.push({ code: 'open_proceeding' })
      await expect(again()).rejects.toMatchObject({ code: 'retained_open_proceeding' })
      expect(await keysDatabase.find(subjectId)).toBeDefined()
      expect(await restrictedTo(subjectId)).toEqual([RECIPIENT.agencyId])
      expect((await order(subjectRef)).status).toBe(201)
    })

    test('is destroyed once the log is back, whatever is begun after its key has gone', async () => {
      const { referralId, subjectId } = await came()
      const { standing, again } = await tried(referralId)
      await again()
      standing.push({ code: 'open_proceeding' })
      await store.run(await again())
      expect(await isHere(subjectId)).toBe(false)
    })
  })

  test.each([
    ['of this hub', async (subjectRef: string) => expect((await order(subjectRef)).status).toBe(201)],
    ['on the same person by another record', orderByOther],
    ['that is being placed', orderUnderWay],
  ])('stays under an order %s, which is told', async (_, place) => {
    const { referralId, subjectId, subjectRef } = await came()
    await place(subjectRef)
    const { refused, event } = await aRecall(referralId)
    expect(refused?.code).toBe('retained_legal_hold')
    expect(event).toBeUndefined()
    expect(await isHere(subjectId)).toBe(true)
  })

  /** As custodians see it in their list: the newest first. */
  const refusals = async (ref: string) =>
    (await get(ANA, '/erasures')).body.erasures.filter((one: { subjectRef: string }) => one.subjectRef === ref)

  test.each([
    ['another proceeding of this hub has not ended', { open: 1, pending: 0 }],
    ['something is asked here that is not answered', { open: 0, pending: 1 }],
  ])('stays while %s, for the agency that has them alone; then it is destroyed', async (_, proceedings) => {
    const { referralId, subjectId, subjectRef } = await came()
    const onward = refer(subjectRef, { from: RECIPIENT, to: SENDER, users: [CASEWORKER.user] })
    state.proceedings = proceedings
    const { refused, event } = await aRecall(referralId)
    expect(refused?.code).toBe('retained_open_proceeding')
    expect(event).toBeUndefined()
    expect(await isHere(subjectId)).toBe(true)
    expect(state.entries).toMatchObject([{ action: Action.ERASURE_REFUSED, referralId, subjectRef, agency: RECIPIENT }])
    expect(await restrictedTo(subjectId)).toEqual([RECIPIENT.agencyId])
    expect(codeOf(await view(onward, CASEWORKER))).toEqual([403, 'identity_restricted'])
    state.proceedings = { open: 0, pending: 0 }
    expect((await aRecall(referralId)).refused).toBeUndefined()
    expect(await isHere(subjectId)).toBe(false)
    expect(await refusals(subjectRef)).toMatchObject([{ state: 'replaced' }])
  })

  describe('and who stays: that access is restricted', () => {
    const keeper: Who = { agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:custody' }
    const callBack = (id: string, who: Who) => send(who, `/erasures/${id}/call-back`, {})
    const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const refusedOnce = async () => {
      const person = await came()
      state.proceedings = { open: 1, pending: 0 }
      expect((await aRecall(person.referralId)).refused?.code).toBe('retained_open_proceeding')
      const [refusal] = await refusals(person.subjectRef)
      return { ...person, id: refusal?.erasureId as string, refusal }
    }

    test('stands in the list of custodians with a day of review, which no further recall puts off', async () => {
      const { referralId, subjectRef, refusal } = await refusedOnce()
      expect(refusal).toMatchObject({ state: 'restricted', reason: 'recalled', heldBy: ['open_proceeding'] })
      expect((Date.parse(refusal.reviewOn) - Date.now()) / 86_400_000).toBeCloseTo(90, -1)
      expect((await aRecall(referralId)).refused?.code).toBe('retained_open_proceeding')
      expect(await refusals(subjectRef)).toEqual([refusal])
    })

    test('is in the log once its day goes by without a review, and still stands', async () => {
      const { subjectId, subjectRef, id } = await refusedOnce()
      await rows('update erasure set review_on = $2 where erasure_id = $1', [id, YESTERDAY])
      state.entries.length = 0
      await app.enterOverdueReviews()
      await app.enterOverdueReviews()
      expect(state.entries.filter(entry => entry.subjectRef === subjectRef)).toMatchObject([
        { action: Action.REVIEW_OVERDUE, code: `restriction:${YESTERDAY}`, agency: RECIPIENT },
      ])
      expect(await restrictedTo(subjectId)).toEqual([RECIPIENT.agencyId])
    })

    test('is ended by a custodian of the agency that has them, and of any from its day on; not again by the same recall', async () => {
      const { referralId, subjectId, subjectRef, id } = await refusedOnce()
      expect(codeOf(await callBack(id, ANA))).toEqual([403, 'restriction_stands'])
      state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)
      expect((await callBack(id, keeper)).status).toBe(200)
      expect(await restrictedTo(subjectId)).toEqual([])
      expect((await aRecall(referralId)).refused?.code).toBe('retained_open_proceeding')
      expect(await restrictedTo(subjectId)).toEqual([])
      expect(await refusals(subjectRef)).toMatchObject([{ state: 'called_back' }])
      const other = await refusedOnce()
      await rows('update erasure set review_on = $2 where erasure_id = $1', [other.id, YESTERDAY])
      expect((await callBack(other.id, ANA)).status).toBe(200)
      expect(await restrictedTo(other.subjectId)).toEqual([])
    })

    test('goes with a request of this hub for the same person: looked at anew, or refused where one waits', async () => {
      const { subjectRef } = await refusedOnce()
      const ask = (ref: string) => send(ANA, '/erasures', { subjectRef: ref, reason: 'asked_by_person' })
      expect((await ask(subjectRef)).body).toMatchObject({ state: 'restricted', reason: 'asked_by_person' })
      expect(await refusals(subjectRef)).toMatchObject([{ state: 'restricted' }, { state: 'replaced' }])
      state.proceedings = { open: 0, pending: 0 }
      const waiting = await came()
      expect((await ask(waiting.subjectRef)).body.state).toBe('waiting')
      state.proceedings = { open: 1, pending: 0 }
      await aRecall(waiting.referralId)
      expect(await refusals(waiting.subjectRef)).toMatchObject([{ state: 'restricted', reason: 'asked_by_person' }])
      expect(await restrictedTo(waiting.subjectId)).toEqual([RECIPIENT.agencyId])
    })
  })

  test('is destroyed though the referral by which they came has not ended', async () => {
    const { referralId, subjectId } = await came()
    state.proceedings = { open: 1, pending: 1 }
    state.ofReferral = { open: 1, pending: 1 }
    expect((await aRecall(referralId)).refused).toBeUndefined()
    expect(await isHere(subjectId)).toBe(false)
  })

  test('stays as long as the law has what came kept; what was begun before is gone on with', async () => {
    const { referralId, subjectId } = await came()
    const now = () => new Date()
    const obstacles = findObstacles({
      ...{ store, now, findProceedings: async () => ({ open: 0, pending: 0 }) },
      retention: { ...NO_RETENTION, package: 365 },
    })
    const received = { messageId: randomUUID(), referralId, fromHub: 'XB', to: RECIPIENT }
    const recall = async (find: FindObstacles) => {
      const referral = await store.read(reader => findKnownReferral(reader, referralId))
      const deps = { hub: 'XA', store, append, keysDatabase, newId: randomUUID, findObstacles: find }
      const sent = { received: { ...received, ciphertext: new Uint8Array(), sha256: '' }, from: PEER, at: now() }
      return takeRecall(deps, { ...sent, referral })
    }
    await expect(recall(obstacles)).rejects.toMatchObject({ code: 'retained_statutory_retention' })
    expect(await isHere(subjectId)).toBe(true)
    expect(await restrictedTo(subjectId)).toHaveLength(1)
    await recall(async () => [])
    await store.run(await recall(obstacles))
    expect(await isHere(subjectId)).toBe(false)
  })

  test('is recalled by nobody but the agency that sent them', async () => {
    const { referralId, subjectId } = await came()
    const { refused } = await aRecall(referralId, { hub: 'XB', agencyId: STRANGER.agencyId })
    expect(refused?.code).toBe('message_not_for_us')
    expect(await isHere(subjectId)).toBe(true)
  })

  test('a person of this hub is not erased by another', async () => {
    const subjectRef = await register()
    const inside = refer(subjectRef)
    await publish(referralSubmitted, { referralId: inside, from: SENDER, to: RECIPIENT, subjectRef })
    const { refused } = await aRecall(inside)
    expect(refused?.code).toBe('message_not_for_us')
    expect(await rows('select 1 from share where share_id = $1', [subjectRef])).toHaveLength(1)
  })

  test('is not taken in by a package that the recall has overtaken', async () => {
    const referralId = randomUUID()
    const { event, refused } = await aRecall(referralId)
    expect(refused).toBeUndefined()
    expect(event).toMatchObject({ shareIds: [], referralIds: [referralId] })
    expect(await aPackage(referralId)).toMatchObject({ opened: undefined, refused: { code: 'package_recalled' } })
  })

  /** Done once, between a package being entered in the log and its being kept. Answers for whom. */
  const meanwhile = (work: () => Promise<unknown>): string[] => {
    const { save } = keysDatabase
    const subjectIds: string[] = []
    vi.spyOn(keysDatabase, 'save').mockImplementationOnce(async (subjectId, key) => {
      subjectIds.push(subjectId)
      const isSaved = await save(subjectId, key)
      await work()
      return isSaved
    })
    return subjectIds
  }

  test('is not kept of a package that was being taken in when the recall was: no row is left, and no key', async () => {
    const referralId = randomUUID()
    const recalls: unknown[] = []
    const subjectIds = meanwhile(async () => recalls.push((await aRecall(referralId)).refused))
    expect(await aPackage(referralId)).toMatchObject({ opened: undefined, refused: { code: 'package_recalled' } })
    expect(recalls).toEqual([undefined])
    expect(subjectIds).toHaveLength(1)
    for (const subjectId of subjectIds) expect(await isHere(subjectId)).toBe(false)
  })

  test('is not missed by a recall that looked for them before their package was kept', async () => {
    const referralId = randomUUID()
    const received = { messageId: randomUUID(), referralId, fromHub: 'XB', to: RECIPIENT }
    const sent = { received: { ...received, ciphertext: new Uint8Array(), sha256: '' }, from: PEER, at: new Date() }
    const deps = { hub: 'XA', store, append, keysDatabase, newId: randomUUID, findObstacles: async () => [] }
    const keep = await takeRecall(deps, { ...sent, referral: undefined })
    const { subjectId } = await came(referralId)
    await expect(store.run(keep)).rejects.toMatchObject({ code: 'database_unavailable' })
    expect(await isHere(subjectId)).toBe(true)
  })
})

describe('a person who came from another hub, whose consent was taken back', () => {
  const came = async () => {
    const referralId = randomUUID()
    const { opened } = await peer.takeIn(await peer.aPackage({}, { referralId }))
    state.entries.length = 0
    return { referralId, subjectId: opened?.subjectId ?? '', subjectRef: opened?.subjectRef ?? '' }
  }
  const asked = async (referralId: string, fromHub = 'XB', { recallId = randomUUID(), at = new Date() } = {}) => {
    await publish(destructionAsked, { recallId, referralId, fromHub }, at)
    return (await told(destructionSettled)).find(one => one.recallId === recallId)
  }
  const isHere = async (subjectId: string) =>
    (await keyRows('select 1 from wrapped_key where subject_id = $1', [subjectId])).length > 0

  test('is destroyed at the holder’s word, in the log first, and consent hears that it is done', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    expect(await asked(referralId)).toMatchObject({ destroyed: true, code: '' })
    expect(await isHere(subjectId)).toBe(false)
    expect(await rows('select 1 from record where subject_id = $1', [subjectId])).toEqual([])
    expect(state.entries).toMatchObject([{ action: Action.SUBJECT_ERASED, referralId, code: 'recalled', subjectRef }])
  })

  test('takes no name with it that entries about somebody under an order stand under', async () => {
    const { referralId, subjectRef } = await came()
    await orderBesideAsked(subjectRef)
    const recallId = randomUUID()
    expect(await asked(referralId, 'XB', { recallId })).toMatchObject({ destroyed: true })
    const event = (await told(subjectErased)).find(one => one.recalledBy === recallId)
    expect(event?.shareIds).toEqual([subjectRef])
  })

  test('is destroyed when the word comes late, and when an earlier try ended after its entry', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    const recallId = randomUUID()
    await enteredBefore(recallId, referralId, subjectRef)
    const at = new Date(Date.now() - 3 * 3_600_000)
    expect(await asked(referralId, 'XB', { recallId, at })).toMatchObject({ destroyed: true, code: '' })
    expect(await isHere(subjectId)).toBe(false)
    const late = await came()
    expect(await asked(late.referralId, 'XB', { at })).toMatchObject({ destroyed: true, code: '' })
  })

  test('is told to those who hold something of them though it was broken off between the key and the rows', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    const recallId = randomUUID()
    brokenOffAfterTheKey()
    expect(await asked(referralId, 'XB', { recallId })).toMatchObject({ destroyed: true, code: '' })
    const event = (await told(subjectErased)).find(one => one.recalledBy === recallId)
    expect(event?.shareIds).toEqual([subjectRef])
    expect(await rows('select 1 from subject where id = $1', [subjectId])).toEqual([])
  })

  test('is not waited for by what a backup brought back of them, long after it was begun', async () => {
    const { referralId, subjectId } = await came()
    const broken = destroying({
      erase: async id => {
        await keysDatabase.erase(id)
        throw new Error('killed')
      },
    })
    await expect(broken({ recallId: randomUUID(), referralId, fromHub: 'XB', at: new Date() })).rejects.toThrow(
      'killed',
    )
    await rows("update destruction set begun_at = begun_at - interval '31 days' where subject_id = $1", [subjectId])
    await app.eraseAgain()
    expect(await rows('select 1 from subject where id = $1', [subjectId])).toEqual([])
  })

  /** As it is done in the event's order, with what the test puts in between. */
  const destroying = (changes: { append?: typeof append; erase?: typeof keysDatabase.erase }) =>
    destroyHeld({
      ...{ hub: 'XA', store, append, newId: randomUUID, now: () => new Date() },
      ...{ findObstacles: async () => [], keysDatabase: { erase: keysDatabase.erase } },
      ...(changes.append && { append: changes.append }),
      ...(changes.erase && { keysDatabase: { erase: changes.erase } }),
    })

  test('is destroyed without an order being placed in between, by any record of the person', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    const registeredHere = await register()
    await link(registeredHere, subjectRef)
    const placed: unknown[] = []
    const settle = await destroying({
      append: async entry => {
        for (const ref of [subjectRef, registeredHere]) placed.push(codeOf(await order(ref)))
        return append(entry)
      },
    })({ recallId: randomUUID(), referralId, fromHub: 'XB', at: new Date() })
    expect(placed).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
    ])
    expect(await isHere(subjectId)).toBe(false)
    await store.run(settle)
    expect(codeOf(await order(registeredHere))[0]).toBe(201)
  })

  test('takes the name of a link with them where an order comes later, which does not stand before', async () => {
    const { referralId, subjectRef } = await came()
    const linked = await linkAskedFor(subjectRef)
    const settle = await destroying({})({ recallId: randomUUID(), referralId, fromHub: 'XB', at: new Date() })
    await orderWhileRowsGo(subjectRef, settle, linked)
  })

  test('that was broken off is gone on with, and no order is placed meanwhile', async () => {
    const { referralId, subjectId, subjectRef } = await came()
    const recallId = randomUUID()
    const broken = destroying({ erase: () => Promise.reject(new Error('killed')) })
    await expect(broken({ recallId, referralId, fromHub: 'XB', at: new Date() })).rejects.toThrow('killed')
    expect(await isHere(subjectId)).toBe(true)
    expect(codeOf(await order(subjectRef))).toEqual([404, 'not_found'])
    expect(await asked(referralId, 'XB', { recallId })).toMatchObject({ destroyed: true, code: '' })
    expect(await isHere(subjectId)).toBe(false)
    expect(await rows('select 1 from destruction where subject_id = $1', [subjectId])).toEqual([])
  })

  test.each([
    ['of this hub', async (subjectRef: string) => expect((await order(subjectRef)).status).toBe(201)],
    ['on the same person by another record', orderByOther],
    ['that is being placed', orderUnderWay],
  ])('stays under an order %s, and consent hears that', async (_, place) => {
    const { referralId, subjectId, subjectRef } = await came()
    await place(subjectRef)
    expect(await asked(referralId)).toMatchObject({ destroyed: false, code: 'retained_legal_hold' })
    expect(await isHere(subjectId)).toBe(true)
  })

  test('is not destroyed by a recall of a hub that did not send them', async () => {
    const { referralId, subjectId } = await came()
    expect(await asked(referralId, 'XC')).toMatchObject({ destroyed: true })
    expect(await isHere(subjectId)).toBe(true)
  })
})
