import { randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  exclusionsRecorded,
  hubBarred,
  recordsLinked,
  recordsUnlinked,
  referralSubmitted,
  subjectErased,
} from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { lockSubject } from '../src/store/erasures.ts'
import { erasingIn } from './fixtures/erasing.ts'
import { aPayload, CANARIES } from './fixtures/forms.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { usePeer } from './fixtures/peer.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'
import { waitingForLockIn } from './fixtures/waiting-for-lock.ts'

const service = await useRedaction()
const { app, get, send, post, register, refer, publish, told, rows, everything, state, store, subjectOf, session } =
  service
const peer = await usePeer(service)
const waitingForLock = waitingForLockIn(service)
const custodian = (changes: Partial<Who> = {}): Who => ({
  ...{ agencyId: STRANGER.agencyId, user: randomUUID(), scope: 'identity:custody' },
  ...changes,
})
beforeEach(() => {
  state.away.clear()
  state.entries.length = 0
  state.proceedings = { open: 0, pending: 0 }
  for (const { agencyId } of [SENDER, RECIPIENT, STRANGER]) state.types.set(agencyId, AgencyType.SHELTER)
})

const NAMES = [
  'Eufrasia Mondlane',
  ...['Wilda Aguaytía', 'Orfelina Chipoco', 'Zenaida Tlalpan', 'Hermelinda Sicajau', 'Ulda Wotzbelí', 'Irmina Xicará'],
  ...[
    'Casilda Mbuyi',
    'Melchora Yumbato',
    'Domitila Cuxil',
    'Candelaria Xitumul',
    'Perpetua Ndongo',
    'Florinda Tzunux',
    'Leocadia Huancapaza',
    'Benigna Chuquimarca',
    'Saturnina Wiñay',
    'Yolotzin Apaza',
    'Policarpa Tzoc',
  ],
]
let made = 0
interface Said {
  readonly nationalities?: string[]
  readonly one?: object
  readonly other?: object
}
/** One person, registered by two agencies that know nothing of one another. */
async function twice({ nationalities = ['PE'], one: oneSays = {}, other: otherSays = {} }: Said = {}) {
  const name = NAMES[made++]
  if (name === undefined) throw new Error('no name is left: add one')
  const data = aPayload()
  const own = { names: [name], aliases: [], phones: [], documents: [], dateOfBirth: '2001-02-03' }
  const form = { ...data, subject: { ...data.subject, identity: { ...data.subject.identity, ...own }, nationalities } }
  const one = await register(CASEWORKER, { data: { ...form, ...oneSays } })
  const other = await register({ ...SHELTER, scope: 'subject:register' }, { data: { ...form, ...otherSays } })
  return { one, other, name, ids: new Set([await subjectOf(one), await subjectOf(other)]) }
}
type Pair = { pseudonyms: [string, string]; flaggedAt: string }
const pairsOf = async (who: Who): Promise<Pair[]> => (await get(who, '/duplicates')).body.pairs
/** Under which names this custodian sees the two that were registered last. */
const pairOf = async (who: Who): Promise<[string, string]> => {
  const [newest] = (await pairsOf(who)).toSorted((a, b) => (a.flaggedAt < b.flaggedAt ? 1 : -1))
  if (newest === undefined) throw new Error('nobody is flagged')
  return newest.pseudonyms
}
const ask = async (who: Who, pseudonyms?: [string, string]) =>
  send(who, '/record-links', { pseudonyms: pseudonyms ?? (await pairOf(who)), reason: 'same_documents' })
const askToUnlink = (who: Who, linkId: string) =>
  send(who, `/record-links/${linkId}/revocation`, { reason: 'not_the_same_person' })
const confirm = (requestId: string, who: Who = custodian({ agencyId: SENDER.agencyId })) =>
  send(who, `/record-link-requests/${requestId}/confirmation`, {})
const linked = async (second?: Who): Promise<string> => {
  const { requestId, linkId } = (await ask(custodian())).body
  expect((await confirm(requestId, second)).status).toBe(200)
  return linkId
}
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]

describe('two records of one person', () => {
  test('are linked by one custodian and another, each step in the log, and consent hears of it by names of agencies alone', async () => {
    const { one, other, ids } = await twice()
    const [first, second] = [custodian(), custodian({ agencyId: SENDER.agencyId })]
    const asked = await ask(first)
    expect(asked.body).toMatchObject({ kind: 'link', reason: 'same_documents', confirmed: false })
    const { requestId, linkId } = asked.body
    expect((await told(recordsLinked)).some(news => news.linkId === linkId)).toBe(false)
    expect((await confirm(requestId, second)).body).toMatchObject({ requestId, linkId, confirmed: true })
    expect(state.entries.slice(-2)).toMatchObject([
      { action: Action.RECORD_LINK_REQUESTED, userId: first.user, subjectRef: linkId, code: 'same_documents' },
      { action: Action.RECORDS_LINKED, userId: second.user, subjectRef: linkId, code: 'same_documents' },
    ])
    const news = (await told(recordsLinked)).find(event => event.linkId === linkId)
    expect([news?.one, news?.other].flat().sort()).toEqual([one, other].sort())
    for (const id of ids) expect(JSON.stringify(news)).not.toContain(id)
  })

  test('are named by their link in the log, which loses that name with either', async () => {
    const { one } = await twice()
    const linkId = await linked()
    const erasureId = await erasingIn(service)(one)
    const event = (await told(subjectErased)).find(erased => erased.erasureId === erasureId)
    expect(event?.shareIds).toEqual([one, linkId])
  })

  test('keep the name of a link that was only asked for while nothing may be lost of the other one', async () => {
    const { one, other } = await twice()
    const { linkId } = (await ask(custodian())).body
    const holder = custodian()
    const reviewOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const order = { subjectRef: other, authority: 'court', reference: 'XA-2026/117', reviewOn }
    const { holdId } = (await send(holder, '/legal-holds', order)).body
    const namesLost = async (subjectRef: string) => {
      const erasureId = await erasingIn(service)(subjectRef)
      return (await told(subjectErased)).find(erased => erased.erasureId === erasureId)?.shareIds
    }
    expect(await namesLost(one)).toEqual([one])
    expect((await send({ ...holder, user: randomUUID() }, `/legal-holds/${holdId}/release`, {})).status).toBe(200)
    expect(await namesLost(other)).toEqual([other, linkId])
  })

  test('are neither linked, nor listed, nor parted by whom either excludes, nor by a consulate', async () => {
    const { one } = await twice()
    const [first, second] = [custodian(), custodian({ agencyId: SENDER.agencyId })]
    const pseudonyms = await pairOf(first)
    const { requestId, linkId } = (await ask(custodian())).body
    const exclusions = [first, second].map(({ user }) => ({ hub: 'XA', userId: user }))
    await publish(exclusionsRecorded, { subjectId: await subjectOf(one), exclusions })
    expect(codeOf(await ask(first, pseudonyms))).toEqual([404, 'not_found'])
    expect(codeOf(await confirm(requestId, second))).toEqual([404, 'not_found'])
    const listed = async (who: Who) => {
      const { links, waiting } = (await get(who, '/record-links')).body
      return [...links, ...waiting].map((each: { linkId: string }) => each.linkId)
    }
    expect(await listed(second)).not.toContain(linkId)
    const third = custodian({ agencyId: SENDER.agencyId })
    expect(await listed(third)).toContain(linkId)
    expect((await confirm(requestId, third)).status).toBe(200)
    expect(await listed(second)).not.toContain(linkId)
    expect(codeOf(await askToUnlink(second, linkId))).toEqual([404, 'not_found'])
    state.types.set(SENDER.agencyId, AgencyType.CONSULATE)
    expect(codeOf(await get(third, '/record-links'))).toEqual([404, 'not_found'])
    expect(codeOf(await askToUnlink(third, linkId))).toEqual([404, 'not_found'])
  })

  test('are in the list of links then, under the same names, and no more among the duplicates', async () => {
    await twice()
    const who = custodian()
    const pseudonyms = await pairOf(who)
    const before = (await pairsOf(who)).length
    const { requestId, linkId } = (await ask(who, pseudonyms)).body
    const list = async () => (await get(who, '/record-links')).body
    expect((await list()).waiting).toContainEqual(expect.objectContaining({ requestId, pseudonyms }))
    await confirm(requestId)
    expect((await list()).links).toContainEqual(expect.objectContaining({ linkId, pseudonyms }))
    expect((await list()).waiting).not.toContainEqual(expect.objectContaining({ requestId }))
    expect(await pairsOf(who)).toHaveLength(before - 1)
    const others = (await get(custodian(), '/record-links')).body.links
    for (const name of pseudonyms) expect(JSON.stringify(others)).not.toContain(name)
  })

  test('are linked by no one person, nor twice', async () => {
    await twice()
    const who = custodian()
    const pair = await pairOf(who)
    const { requestId } = (await ask(who, pair)).body
    const again = (await ask(who, pair)).body
    expect(codeOf(await confirm(requestId, who))).toEqual([403, 'second_custodian_required'])
    const answers = await Promise.all([confirm(requestId), confirm(requestId)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const before = state.entries.length
    expect(codeOf(await confirm(again.requestId))).toEqual([409, 'records_linked_already'])
    expect(state.entries).toHaveLength(before)
    expect(await rows('select confirmed_by from record_link_request where request_id = $1', [again.requestId])).toEqual(
      [{ confirmed_by: null }],
    )
  })

  test('are not linked after 24 hours, nor while the log is away', async () => {
    await twice()
    const { requestId } = (await ask(custodian())).body
    state.away.add('audit')
    expect((await confirm(requestId)).status).toBe(503)
    expect((await ask(custodian())).status).toBe(503)
    state.away.clear()
    await rows("update record_link_request set expires_at = now() - interval '1 second' where request_id = $1", [
      requestId,
    ])
    expect(codeOf(await confirm(requestId))).toEqual([409, 'request_not_waiting'])
  })

  test('may be named by the candidates of a search; one record is not linked with itself', async () => {
    const { ids, name } = await twice()
    const who = custodian()
    const sought = {
      purpose: 'formal_identification',
      reason: 'duplicate_check',
      names: [name],
      dateOfBirth: '2001-02-03',
    }
    const { candidates } = (await post(who, '/searches', sought)).body
    const found = candidates.slice(0, 2).map(({ pseudonym }: { pseudonym: string }) => pseudonym)
    const again = (await post(who, '/searches', sought)).body.candidates[0].pseudonym
    const [noted, refused] = [state.entries.length, [found[0], again] as [string, string]]
    expect(codeOf(await ask(who, refused))).toEqual([400, 'same_record'])
    // It says of two searches that they found the same one.
    expect(state.entries.slice(noted)).toMatchObject([
      { action: Action.RECORD_LINK_REQUESTED, userId: who.user, subjectRef: '', code: 'same_record' },
    ])
    state.away.add('audit')
    expect((await ask(who, refused)).status).toBe(503)
    expect((await ask(who, [found[0], randomUUID()])).status).toBe(404)
    state.away.clear()
    const { requestId } = (await ask(who, found)).body
    expect((await confirm(requestId)).status).toBe(200)
    const [row] = await rows('select one, other from record_link_request where request_id = $1', [requestId])
    expect(new Set([row.one, row.other])).toEqual(ids)
    expect(codeOf(await ask(who, found))).toEqual([409, 'records_linked_already'])
    expect(state.entries.at(-1)).toMatchObject({ userId: who.user, subjectRef: '', code: 'records_linked_already' })
  })

  test('are not there for whom they were not shown, for migration enforcement, nor once one of them is in a compartment', async () => {
    const { one } = await twice()
    const who = custodian()
    const pair = await pairOf(who)
    expect((await ask(custodian(), pair)).status).toBe(404)
    expect((await ask(who, [pair[0], randomUUID()])).status).toBe(404)
    const { requestId } = (await ask(who, pair)).body
    state.types.set(STRANGER.agencyId, AgencyType.MIGRATION_ENFORCEMENT)
    expect((await ask(who, pair)).status).toBe(404)
    expect((await confirm(requestId, custodian())).status).toBe(404)
    expect((await get(custodian(), '/record-links')).status).toBe(404)
    state.types.set(STRANGER.agencyId, AgencyType.SHELTER)
    const terms = { subjectRef: one, from: SENDER, to: RECIPIENT, protocolId: 'protection', protocolVersion: 1 }
    await publish(referralSubmitted, { referralId: randomUUID(), ...terms })
    expect((await confirm(requestId)).status).toBe(404)
    expect(JSON.stringify((await get(who, '/record-links')).body)).not.toContain(requestId)
  })
})

describe('a link', () => {
  test('to a record that came into a compartment meanwhile puts both there, and says nothing of it', async () => {
    const { one, ids } = await twice()
    const who = custodian()
    const { requestId } = (await ask(who)).body
    const terms = { subjectRef: one, from: SENDER, to: RECIPIENT, protocolId: 'protection', protocolVersion: 1 }
    await publish(referralSubmitted, { referralId: randomUUID(), ...terms })
    // As one sees it who looked before that was there.
    await rows('update indexed set barred = false where subject_id = any ($1)', [[...ids]])
    expect((await confirm(requestId)).status).toBe(200)
    const barred = await rows('select barred from indexed where subject_id = any ($1)', [[...ids]])
    expect(barred).toEqual([{ barred: true }, { barred: true }])
    expect(JSON.stringify((await get(who, '/record-links')).body)).not.toContain(requestId)
  })

  test('is taken back by two as well', async () => {
    await twice()
    const linkId = await linked()
    const first = custodian()
    const { requestId, kind } = (await askToUnlink(first, linkId)).body
    expect(kind).toBe('unlink')
    expect(codeOf(await confirm(requestId, first))).toEqual([403, 'second_custodian_required'])
    expect((await confirm(requestId)).status).toBe(200)
    expect(state.entries.slice(-2)).toMatchObject([
      { action: Action.RECORD_UNLINK_REQUESTED, userId: first.user, subjectRef: linkId, code: 'not_the_same_person' },
      { action: Action.RECORDS_UNLINKED, subjectRef: linkId },
    ])
    expect((await told(recordsUnlinked)).map(news => news.linkId)).toContain(linkId)
    expect(JSON.stringify((await get(first, '/record-links')).body)).not.toContain(linkId)
    expect((await askToUnlink(first, linkId)).status).toBe(404)
  })

  test('taken back is not made again by what was asked for before that; a waiting request of then is gone', async () => {
    await twice()
    const who = custodian()
    const pair = await pairOf(who)
    const [{ requestId, linkId }, { requestId: stale }] = [(await ask(who, pair)).body, (await ask(who, pair)).body]
    expect((await confirm(requestId)).status).toBe(200)
    expect((await confirm((await askToUnlink(who, linkId)).body.requestId)).status).toBe(200)
    expect(JSON.stringify((await get(who, '/record-links')).body.waiting)).not.toContain(stale)
    expect(codeOf(await confirm(stale))).toEqual([409, 'request_not_waiting'])
    const anew = (await ask(who, pair)).body
    expect((await confirm(anew.requestId)).status).toBe(200)
  })

  test('has a legal hold or a proceeding of one record stand against erasing the other, and the request says that there is one', async () => {
    const { one, other } = await twice()
    await linked()
    const review = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const held = { subjectRef: one, authority: 'court', reference: 'XA-2026/115', reviewOn: review }
    const { holdId } = (await send(custodian(), '/legal-holds', held)).body
    const erase = async () =>
      (await send(custodian(), '/erasures', { subjectRef: other, reason: 'asked_by_person' })).body
    const refused = await erase()
    expect(refused).toMatchObject({ state: 'restricted', heldBy: ['legal_hold'], linkedRecords: 1 })
    await send(custodian(), `/legal-holds/${holdId}/release`, {})
    const { erasureId, ...asked } = await erase()
    expect(asked).toMatchObject({ state: 'waiting', heldBy: [], linkedRecords: 1 })
    // One that comes while it waits.
    await send(custodian(), '/legal-holds', held)
    await send(custodian(), `/erasures/${erasureId}/confirmation`, {})
    await rows(`update erasure set due_at = now() - interval '1 second' where erasure_id = $1`, [erasureId])
    await app.tendErasures()
    expect(await rows('select state from erasure where erasure_id = $1', [erasureId])).toEqual([
      { state: 'restricted' },
    ])
  })

  test('has no order placed by one record while the other is being erased, at whatever step that stands', async () => {
    const { one, other } = await twice()
    await linked()
    const { erasureId } = (await send(custodian(), '/erasures', { subjectRef: one, reason: 'asked_by_person' })).body
    await send(custodian(), `/erasures/${erasureId}/confirmation`, {})
    const review = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const held = { authority: 'court', reference: 'XA-2026/116', reviewOn: review }
    const place = async (subjectRef: string) => codeOf(await send(custodian(), '/legal-holds', { subjectRef, ...held }))
    await rows(`update erasure set state = 'executing' where erasure_id = $1`, [erasureId])
    for (const subjectRef of [one, other]) expect(await place(subjectRef)).toEqual([404, 'not_found'])
    await app.tendErasures()
    expect(await rows('select state from erasure where erasure_id = $1', [erasureId])).toEqual([{ state: 'executed' }])
    expect((await place(other))[0]).toBe(201)
  })

  test('is not made with a record that is being erased: an order on the other would come too late, or go unheard', async () => {
    const { one, other } = await twice()
    const { requestId } = (await ask(custodian())).body
    const { erasureId } = (await send(custodian(), '/erasures', { subjectRef: one, reason: 'asked_by_person' })).body
    await send(custodian(), `/erasures/${erasureId}/confirmation`, {})
    const review = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const held = { subjectRef: other, authority: 'court', reference: 'XA-2026/117', reviewOn: review }
    expect((await send(custodian(), '/legal-holds', held)).status).toBe(201)
    // Begun as the confirmation waits for the record: nothing stands against it by this one alone.
    const [begun, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const beginning = store.run(async tx => {
      await lockSubject(tx, await subjectOf(one))
      await tx.sql(`update erasure set state = 'executing' where erasure_id = $1`, [erasureId])
      begun.resolve()
      await committed.promise
    })
    await begun.promise
    const confirming = confirm(requestId)
    await expect.poll(waitingForLock).toBe(1)
    committed.resolve()
    await beginning
    expect(codeOf(await confirming)).toEqual([404, 'not_found'])
    const before = state.entries.length
    expect(codeOf(await confirm(requestId))).toEqual([404, 'not_found'])
    expect(state.entries.length).toBe(before)
    await app.tendErasures()
    expect(await rows('select state from erasure where erasure_id = $1', [erasureId])).toEqual([{ state: 'executed' }])
    expect((await told(recordsLinked)).some(news => [news.one, news.other].flat().includes(other))).toBe(false)
  })

  test('keeps whom the person excluded by one record from opening the other in an emergency', async () => {
    const { one, other } = await twice()
    const referralId = randomUUID()
    await publish(referralSubmitted, {
      ...{ referralId, subjectRef: other, from: RECIPIENT, to: SENDER, protocolId: 'standard', protocolVersion: 1 },
    })
    const open = async () => {
      const who = custodian({ agencyId: SENDER.agencyId, scope: 'identity:emergency' })
      const request = await session.request(referralId, new Date(), 'POST /break-glass')
      return (await send(who, '/break-glass', { request, reason: 'danger_to_life' }, { jkt: session.jkt })).status
    }
    state.denial = 'no_lawful_basis'
    const exclusions = [{ hub: 'XA', agencyId: SENDER.agencyId }]
    await publish(exclusionsRecorded, { subjectId: await subjectOf(one), exclusions })
    expect(await open()).toBe(200)
    // By nobody of the agency that is excluded.
    await linked(custodian())
    expect(await open()).toBe(404)
    state.denial = undefined
  })

  test('bars the hub that is feared by one of them for what went there by the other, and says of each by itself', async () => {
    peer.known()
    const asked = (answer: 'yes' | 'no') => ({ fearOfReturn: { asked: true, inPrivate: true, answer } })
    const { one, other, ids } = await twice({ nationalities: ['XB'], one: asked('no'), other: asked('yes') })
    const [gone, within] = [await peer.abroad(one, { protocolId: 'standard', protocolVersion: 1 }), refer(other)]
    const barred = async () => (await told(hubBarred)).map(({ referralIds }) => referralIds)
    expect((await barred()).flat()).not.toContain(gone)
    const { requestId, linkId } = (await ask(custodian())).body
    expect((await barred()).flat()).not.toContain(gone)
    const [asking] = await rows('select one, other from record_link_request where request_id = $1', [requestId])
    expect(new Set([asking.one, asking.other])).toEqual(ids)
    expect((await confirm(requestId)).status).toBe(200)
    expect(await barred()).toContainEqual([gone])
    expect((await barred()).flat().filter(referralId => referralId === gone)).toHaveLength(1)
    expect((await barred()).flat()).not.toContain(within)
    const [news] = await rows('select correlation_id from outbox where aggregate_id = $1', [linkId])
    const [named] = await rows('select correlation_id from outbox where type = $1 order by position desc', [
      hubBarred.type,
    ])
    expect(named.correlation_id).not.toBe(news.correlation_id)
  })

  test('tells neither agency of the other: what they read is the same as before', async () => {
    const { one, other } = await twice()
    const referralId = refer(one)
    await linked()
    const { body } = await service.view(referralId)
    const seen = JSON.stringify(await session.open(body.sealed))
    expect(seen).not.toContain(other)
    const all = await everything()
    for (const canary of CANARIES.slice(0, 4)) expect(all).not.toContain(canary)
  })
})
