import { hash, randomUUID } from 'node:crypto'
import { Action, AgencyType, DataCategory, fileBuilt, fileOpened, Relation } from '@amparo/contracts'
import { fileCipher } from '@amparo/crypto/bundle'
import { beforeEach, describe, expect, test } from 'vitest'
import { IDENTITY, NARRATIVE } from './fixtures/neighbours.ts'
import { kin, READER, RECIPIENT, SENDER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'
import { prepared, uploading } from './fixtures/uploads.ts'

const hub = await useRedaction()
const { state, session } = hub
const { begin, patch, content } = uploading(hub)
const GIVER: Who = { ...CASEWORKER, scope: 'referral:work view:open' }
const TAKER: Who = { ...SHELTER, scope: 'referral:work view:open' }
const work = () => new AbortController().signal
const bytes = Buffer.alloc(300_000, 'declaración de Yaneth Quillahuaman ')
const film = await prepared(bytes)
const subjectRef = await hub.register()
const refer = (changes: object = {}) => hub.refer(subjectRef, { users: [WORKER, READER], ...changes })

beforeEach(() => {
  state.categories = [IDENTITY, DataCategory.DOCUMENTS, NARRATIVE]
  Object.assign(state, { denial: undefined, codeNameOnly: false, reader: AgencyType.SHELTER, tamperPermit: () => ({}) })
  state.away.clear()
  state.items.clear()
  state.usesAsked.length = 0
  state.entries.length = 0
})

async function keep(): Promise<string> {
  const { body } = await begin(subjectRef, film, {}, GIVER)
  await patch(body.fileId, 0, film.sealed, GIVER)
  await hub.app.files.verifyFiles(work())
  state.entries.length = 0
  return body.fileId
}
const handOver = (fileId: string, referralId: string, who = GIVER, said: object = {}) =>
  hub.send(who, '/file-deliveries', { fileId, referralId, ...said })
const listed = async (who: Who, referralId: string) =>
  (await hub.get(who, `/file-deliveries?referralId=${referralId}`)).body
async function show(who: Who, referralId: string, fileId: string, use?: string) {
  const route = 'POST /received-file-views'
  const request = await session.request(referralId, new Date(), route)
  const body = { request, fileId, ...(use !== undefined && { use }) }
  const answer = await hub.send(who, '/received-file-views', body, { jkt: session.jkt })
  const opened = answer.status === 200 ? await session.open(answer.body.sealed, route) : undefined
  return { status: answer.status, code: answer.body.code, opened }
}
/** Handed over, and there. */
async function given(referralId = refer(), said: object = {}) {
  const fileId = await keep()
  const { status, body } = await handOver(fileId, referralId, GIVER, said)
  expect([status, body.code]).toEqual([201, undefined])
  await hub.app.files.sealDeliveries(work())
  const [came] = (await listed(TAKER, referralId)).received
  return { fileId, referralId, deliveryId: body.deliveryId, came }
}
const custodyIn = (opened: { custody: { base64: string }[] }) =>
  opened.custody.map(({ base64 }) => JSON.parse(Buffer.from(base64, 'base64').toString('utf8')))
const at = ({ hub: of, agencyId: agency }: { hub: string; agencyId: string }) => ({ hub: of, agency })

describe('a file that goes to another agency of this hub', () => {
  test('is there at once, opens on a decision made then, and has the chain of custody of both', async () => {
    const { fileId, referralId, deliveryId, came } = await given()
    expect(came).toMatchObject({ deliveryId, from: SENDER, state: 'stored', parts: 1, here: 1 })
    expect((await listed(GIVER, referralId)).sent).toMatchObject([{ fileId, to: RECIPIENT, state: 'delivered' }])
    const { opened } = await show(TAKER, referralId, came.fileId)
    expect(custodyIn(opened)).toMatchObject([
      { act: 'taken_in', by: at(SENDER), item: fileId },
      { act: 'handed_over', by: at(SENDER), to: at(RECIPIENT) },
      { act: 'received', by: at(RECIPIENT), item: fileId, sha256: hash('sha256', bytes) },
    ])
    const whole = (await content(came.fileId, {}, TAKER)).rawPayload
    const cipher = fileCipher(Buffer.from(opened.secret, 'base64'), opened)
    expect(hash('sha256', cipher.open(0, whole))).toBe(hash('sha256', bytes))
  })

  test('is in the log when it is handed over and when it is opened; nothing of it leaves the hub', async () => {
    const { referralId, came, deliveryId } = await given()
    state.staff = kin(READER)
    await show(TAKER, referralId, came.fileId)
    expect(state.entries).toMatchObject([
      { action: Action.FILE_HANDED_OVER, referralId, userId: WORKER, recipient: RECIPIENT, subjectRef },
      {
        action: Action.FILE_SHOWN,
        referralId,
        userId: READER,
        recipient: RECIPIENT,
        relations: [Relation.SAME_FAMILY_NAME],
      },
    ])
    expect((await hub.told(fileBuilt)).filter(one => one.deliveryId === deliveryId)).toEqual([])
    expect((await hub.told(fileOpened)).filter(one => one.deliveryId === deliveryId)).toEqual([])
    expect(await hub.everything()).not.toContain('declaración de Yaneth')
  })

  test('stays with whoever gave it, whose own chain goes on by itself', async () => {
    const { fileId, referralId } = await given()
    const route = 'POST /file-views'
    const request = await session.request(subjectRef, new Date(), route)
    const answer = await hub.send(GIVER, '/file-views', { request, fileId }, { jkt: session.jkt })
    expect(custodyIn(await session.open(answer.body.sealed, route))).toHaveLength(1)
    expect((await handOver(fileId, referralId)).body.code).toBe('file_on_its_way')
  })

  test('opens as far as the decision of that moment lets it: whole, or not at all', async () => {
    const { referralId, came } = await given()
    state.denial = 'consent_withdrawn'
    expect((await show(TAKER, referralId, came.fileId)).code).toBe('consent_withdrawn')
    state.denial = undefined
    state.categories = [IDENTITY]
    expect((await show(TAKER, referralId, came.fileId)).code).toBe('file_not_permitted')
  })

  test('goes on a decision made now: not once the consent is withdrawn, and not where less than a whole file is permitted', async () => {
    const [fileId, referralId] = [await keep(), refer()]
    state.denial = 'consent_withdrawn'
    expect((await handOver(fileId, referralId)).body.code).toBe('consent_withdrawn')
    state.denial = undefined
    state.categories = [IDENTITY]
    expect((await handOver(fileId, referralId)).body.code).toBe('file_not_permitted')
    expect(state.entries).toEqual([])
    expect(await hub.rows('select 1 from file_delivery where file_id = $1', [fileId])).toEqual([])
  })

  test.each([AgencyType.POLICE, AgencyType.PROSECUTION])(
    'goes to %i only where its sender says that nothing in it incriminates, or the person agreed, now and when it is opened',
    async reader => {
      const agreed = { selfIncriminatingAgreed: true }
      state.reader = reader
      const [fileId, referralId] = [await keep(), refer()]
      for (const said of [{}, { incriminating: 'agreed' }])
        expect((await handOver(fileId, referralId, GIVER, said)).body.code).toBe('file_may_incriminate')
      expect(await hub.rows('select 1 from file_delivery where file_id = $1', [fileId])).toEqual([])
      const clean = await given(refer(), { incriminating: 'nothing' })
      expect((await show(TAKER, clean.referralId, clean.came.fileId)).status).toBe(200)
      state.tamperPermit = () => agreed
      const known = await given(refer(), { incriminating: 'agreed' })
      expect((await show(TAKER, known.referralId, known.came.fileId)).status).toBe(200)
      state.tamperPermit = () => ({})
      // Its own code would tell them that there is something to be held against the person.
      expect((await show(TAKER, known.referralId, known.came.fileId)).code).toBe('file_not_permitted')
    },
  )

  test('that came on a request for evidence goes only with the permission of the state it came from', async () => {
    const fileId = await keep()
    const [requestId, itemId, referralId] = [randomUUID(), randomUUID(), refer()]
    const refusals: Record<string, string> = { 'pass-to-other-agency': 'item_use_not_permitted' }
    state.items.set(film.file.sha256, { requestId, itemId, refusals })
    const { status, body } = await handOver(fileId, referralId)
    expect([status, body.code, body.refs]).toEqual([403, 'item_use_not_permitted', { requestId }])
    expect(state.usesAsked).toMatchObject([
      { use: 'pass-to-other-agency', to: `${RECIPIENT.hub} ${RECIPIENT.agencyId}` },
    ])
    expect(state.entries).toMatchObject([{ action: Action.DISCLOSURE_DENIED, code: 'item_use_not_permitted' }])
    delete refusals['pass-to-other-agency']
    expect((await handOver(fileId, referralId)).status).toBe(201)
    expect(state.entries.at(-2)).toMatchObject({ action: Action.ITEM_USED, code: `pass-to-other-agency:${itemId}` })
  })

  test('goes no further, for nothing else, and is nobody else’s', async () => {
    const { referralId, came } = await given()
    expect((await handOver(came.fileId, referralId, TAKER)).body.code).toBe('onward_not_permitted')
    expect((await show(GIVER, referralId, came.fileId)).status).toBe(404)
    expect((await show(TAKER, refer(), came.fileId)).status).toBe(404)
    expect((await show(TAKER, referralId, came.fileId, 'other-proceedings')).code).toBe('referral_use_not_permitted')
  })

  test('is not handed over while it cannot be in the log', async () => {
    const fileId = await keep()
    state.away.add('audit')
    expect((await handOver(fileId, refer())).status).toBe(503)
    expect(await hub.rows('select 1 from file_delivery where file_id = $1', [fileId])).toEqual([])
  })
})
