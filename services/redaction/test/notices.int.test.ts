import { randomUUID } from 'node:crypto'
import { Action, Basis, DataCategory, Relation } from '@amparo/contracts'
import { verifyDetached } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { DECIDED } from './fixtures/neighbours.ts'
import { kin, RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { restrictingIn } from './fixtures/restricting.ts'
import { CASEWORKER, SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const service = await useRedaction()
const { app, send, get, register, session, rows, state, certificates, everything } = service
const ISSUER: Who = { ...CASEWORKER, scope: 'view:open' }
const ENFORCEMENT: Who = { ...SHELTER, scope: 'view:open' }
const OTHER: Who = { agencyId: STRANGER.agencyId, user: randomUUID(), scope: 'view:open' }
const subjectRef = await register()

beforeEach(() => {
  Object.assign(state, {
    denial: undefined,
    dutyPhone: '+99955501',
    noticeShows: [DataCategory.IDENTITY, DataCategory.DOCUMENTS],
    staff: [],
  })
  state.away.clear()
  state.entries.length = 0
})

type Json = ReturnType<typeof JSON.parse>
const ASKED = { subjectRef, kind: 'non_removal', toAgency: RECIPIENT.agencyId, shows: 'name', days: 90 }
const issue = (change: object = {}, who = ISSUER) => send(who, '/notices', { ...ASKED, ...change })

async function show(noticeId: string, who: Who) {
  const request = await session.request(noticeId, new Date(), 'POST /notice-views')
  const answer = await send(who, '/notice-views', { request }, { jkt: session.jkt })
  const opened: Json = answer.status === 200 ? await session.open(answer.body.sealed, 'POST /notice-views') : undefined
  return { ...answer, opened }
}
const check = (number: string, who: Who) => get(who, `/notices/by-number/${number}`)
const codeOf = ({ status, body }: { status: number; body: Json }) => [status, body.code]

describe('the notice against removal', () => {
  test('names the person and says nothing else of them, signed by the hub, for its two agencies, each reading logged', async () => {
    const { status, body } = await issue()
    expect([status, body.state]).toEqual([201, 'stands'])
    expect(state.entries.at(-1)).toMatchObject({
      ...{ action: Action.NOTICE_ISSUED, code: 'non_removal', basis: Basis.CONSENT, subjectRef },
      ...{ categories: [DataCategory.IDENTITY], recipient: RECIPIENT },
    })
    for (const who of [ISSUER, ENFORCEMENT]) {
      const { opened } = await show(body.noticeId, who)
      const text = JSON.parse(opened.text)
      expect(text).toEqual({
        ...{ type: 'amparo-notice', v: 1, kind: 'non_removal', hub: 'XA', number: body.number },
        ...{ from: { dutyPhone: '+99955501' }, person: { name: 'Yaneth Quillahuaman Osorio' } },
        ...{ issuedOn: body.issuedAt.slice(0, 10), expiresOn: body.expiresAt.slice(0, 10) },
      })
      const { armored: certificate, fingerprint } = certificates.packageSign
      const signed = { bytes: Buffer.from(opened.text, 'utf8'), signature: opened.signature }
      await verifyDetached({ ...signed, signer: { certificate, fingerprint }, now: new Date() })
      const forged = Buffer.from(opened.text.replace('Yaneth', 'Otra'), 'utf8')
      await expect(
        verifyDetached({ ...signed, bytes: forged, signer: { certificate, fingerprint }, now: new Date() }),
      ).rejects.toThrow()
      expect(state.entries.at(-1)).toMatchObject({ action: Action.NOTICE_SHOWN, userId: who.user, subjectRef })
    }
  })
  test('never says why: no word of it is outside the few that it is made of', async () => {
    const { body } = await issue()
    const { opened } = await show(body.noticeId, ENFORCEMENT)
    expect(opened.text).not.toMatch(/victim|víctima|traffick|trata|exploit|shelter|help/i)
    // An agency's own name may say it.
    expect(opened.text).not.toContain('Policía')
  })
  test('is issued by nobody who cannot be called', async () => {
    state.dutyPhone = undefined
    expect(codeOf(await issue())).toEqual([409, 'notice_without_phone'])
    expect(state.entries).toEqual([])
  })
  test('says in the log what whoever issues or reads it is to the person, and what of them it shows', async () => {
    state.staff = [ISSUER, ENFORCEMENT].flatMap(({ user }) => kin(user ?? ''))
    const { body } = await issue()
    await show(body.noticeId, ENFORCEMENT)
    const said = { categories: [DataCategory.IDENTITY], relations: [Relation.SAME_FAMILY_NAME] }
    expect(state.entries).toMatchObject([
      { action: Action.NOTICE_ISSUED, ...said },
      { action: Action.NOTICE_SHOWN, ...said },
    ])
  })
  test('is not shown any more to whom consent no longer lets see what names the person in it', async () => {
    const { body } = await issue()
    state.noticeShows = [DataCategory.DOCUMENTS]
    expect(codeOf(await show(body.noticeId, ENFORCEMENT))).toEqual([404, 'not_found'])
    expect(codeOf(await show(body.noticeId, ISSUER))).toEqual([400, 'notice_nothing_to_show'])
  })
  test('protects on while access to the person is restricted, and shows no more than before; on the person’s word, as ever', async () => {
    const restricted = await register()
    const { body } = await issue({ subjectRef: restricted })
    const before = (await show(body.noticeId, ENFORCEMENT)).opened.text
    await restrictingIn(service)(restricted)
    expect((await show(body.noticeId, ENFORCEMENT)).opened.text).toBe(before)
    expect((await check(body.number, ENFORCEMENT)).body.stands).toBe(true)
    state.denial = 'consent_withdrawn'
    expect(codeOf(await show(body.noticeId, ENFORCEMENT))).toEqual([404, 'not_found'])
    expect((await check(body.number, ENFORCEMENT)).body.stands).toBe(false)
  })
  test('may show a document instead of the name', async () => {
    const { body } = await issue({ shows: 'document' })
    const { opened } = await show(body.noticeId, ENFORCEMENT)
    expect(state.entries.at(-1)?.categories).toEqual([DataCategory.DOCUMENTS])
    expect(Object.keys(JSON.parse(opened.text).person)).toEqual(['document'])
    expect(opened.text).not.toContain('Quillahuaman')
  })
  test('is kept as ciphertext, and no one line or row names the person', async () => {
    const { body } = await issue()
    await show(body.noticeId, ENFORCEMENT)
    expect(await everything()).not.toContain('Yaneth')
  })
  test('is not issued where consent denies it, nor shows what consent does not cover', async () => {
    state.denial = 'purpose_outside_consent'
    const refused = await issue()
    expect([...codeOf(refused), refused.body.refs]).toEqual([403, 'purpose_outside_consent', { decisionId: DECIDED }])
    state.denial = undefined
    state.noticeShows = [DataCategory.DOCUMENTS]
    expect(codeOf(await issue())).toEqual([400, 'notice_nothing_to_show'])
    expect((await issue({ shows: 'document' })).status).toBe(201)
  })
  test('is issued only by the agency whose reference it is, and for no longer than its kind may stand', async () => {
    expect(codeOf(await issue({}, OTHER))).toEqual([404, 'not_found'])
    expect(codeOf(await issue({ days: 181 }))).toEqual([400, 'request_invalid'])
    expect(codeOf(await issue({ kind: 'consular', days: 31 }))).toEqual([400, 'request_invalid'])
  })
  test('is checked by its number, which says whether it stands and nothing of the person', async () => {
    const { body } = await issue()
    const checked = await check(body.number, ENFORCEMENT)
    expect(checked.body).toEqual({
      noticeId: body.noticeId,
      kind: 'non_removal',
      stands: true,
      expiresAt: body.expiresAt,
    })
    expect(state.entries.at(-1)).toMatchObject({ action: Action.NOTICE_CHECKED, code: 'stands' })
    state.denial = 'consent_withdrawn'
    expect((await check(body.number, ENFORCEMENT)).body.stands).toBe(false)
  })
  test('does not stand any more once it is withdrawn, has expired, or the consent was withdrawn', async () => {
    const ended = async (end: (noticeId: string) => Promise<unknown>, code: [number, string]) => {
      const { body } = await issue()
      await end(body.noticeId)
      expect(codeOf(await show(body.noticeId, ENFORCEMENT))).toEqual([404, 'not_found'])
      expect(codeOf(await show(body.noticeId, ISSUER))).toEqual(code)
      expect((await check(body.number, ENFORCEMENT)).body.stands).toBe(false)
    }
    await ended(id => send(ISSUER, `/notices/${id}/withdrawal`, {}), [409, 'notice_ended'])
    const past =
      "update notice set issued_at = now() - interval '2 h', expires_at = now() - interval '1 h' where notice_id = $1"
    await ended(id => rows(past, [id]), [409, 'notice_ended'])
    await ended(async () => Object.assign(state, { denial: 'consent_withdrawn' }), [403, 'consent_withdrawn'])
  })
  test('is listed to both as standing no more once the consent has ended, and to neither why', async () => {
    const { body } = await issue()
    const stateFor = async (who: Who) =>
      (await get(who, '/notices')).body.items.find((one: Json) => one.noticeId === body.noticeId)?.state
    expect([await stateFor(ISSUER), await stateFor(ENFORCEMENT)]).toEqual(['stands', 'stands'])
    state.denial = 'consent_withdrawn'
    expect([await stateFor(ISSUER), await stateFor(ENFORCEMENT)]).toEqual(['ended', 'ended'])
    // Nobody is shown, so nobody has looked.
    expect(state.entries.map(({ action }) => action)).toEqual([Action.NOTICE_ISSUED])
    expect((await send(ISSUER, `/notices/${body.noticeId}/withdrawal`, {})).status).toBe(200)
    expect(await stateFor(ENFORCEMENT)).toBe('withdrawn')
    state.denial = undefined
    await issue()
    state.away.add('consent')
    expect((await get(ENFORCEMENT, '/notices')).status).toBe(503)
  })
  test('is withdrawn once by one key, and answered as it was', async () => {
    const { body } = await issue()
    const [path, key] = [`/notices/${body.noticeId}/withdrawal`, randomUUID()]
    const answers = [await send(ISSUER, path, {}, { key }), await send(ISSUER, path, {}, { key })]
    expect(answers.map(one => [one.status, one.body])).toEqual(Array(2).fill([200, { withdrawn: true }]))
    expect(state.entries.filter(({ action }) => action === Action.NOTICE_WITHDRAWN)).toHaveLength(1)
    expect(codeOf(await send(ISSUER, path, {}))).toEqual([404, 'not_found'])
  })
  test('that was withdrawn while the log was away stands no more; the log has it later, once, whether somebody asks again or not', async () => {
    const withdraw = (noticeId: string, who = ISSUER) => send(who, `/notices/${noticeId}/withdrawal`, {})
    const [again, alone] = [(await issue()).body, (await issue()).body]
    state.away.add('audit')
    for (const { noticeId } of [again, alone]) expect((await withdraw(noticeId)).status).toBe(503)
    state.away.clear()
    expect((await check(again.number, ENFORCEMENT)).body.stands).toBe(false)
    const colleague = { ...ISSUER, user: randomUUID() }
    expect((await withdraw(again.noticeId, colleague)).status).toBe(200)
    expect(codeOf(await withdraw(again.noticeId))).toEqual([404, 'not_found'])
    const told = () => state.entries.filter(({ action }) => action === Action.NOTICE_WITHDRAWN)
    // By whom it was, not by who asked again.
    expect(told()).toMatchObject([{ referralId: again.noticeId, userId: ISSUER.user, subjectRef }])
    await Promise.all([app.enterWithdrawnNotices(), app.enterWithdrawnNotices()])
    await app.enterWithdrawnNotices()
    // The log keeps the first under an id.
    const ids = new Map(told().map(({ entryId, referralId }) => [entryId, referralId]))
    expect([...ids.values()]).toEqual([again.noticeId, alone.noticeId])
    expect(codeOf(await withdraw(alone.noticeId))).toEqual([404, 'not_found'])
  })
  test('is listed as it is when it is checked, once the person’s word covers less: by what names them in it', async () => {
    const [name, document] = [(await issue()).body, (await issue({ shows: 'document' })).body]
    const statesFor = async (who: Who) => {
      const { items } = (await get(who, '/notices')).body
      return [name, document].map(({ noticeId }) => items.find((one: Json) => one.noticeId === noticeId)?.state)
    }
    state.noticeShows = [DataCategory.IDENTITY]
    for (const who of [ISSUER, ENFORCEMENT]) expect(await statesFor(who)).toEqual(['stands', 'ended'])
    state.noticeShows = [DataCategory.DOCUMENTS]
    for (const who of [ISSUER, ENFORCEMENT]) expect(await statesFor(who)).toEqual(['ended', 'stands'])
    // Nobody is shown, so nobody has looked.
    expect(state.entries.map(({ action }) => action)).toEqual([Action.NOTICE_ISSUED, Action.NOTICE_ISSUED])
  })
  test('stands no more for whoever checks it once the person’s word no longer covers what names them in it', async () => {
    const { body } = await issue({ shows: 'document' })
    state.noticeShows = [DataCategory.IDENTITY]
    expect(codeOf(await show(body.noticeId, ENFORCEMENT))).toEqual([404, 'not_found'])
    expect((await check(body.number, ENFORCEMENT)).body.stands).toBe(false)
    expect(state.entries.at(-1)).toMatchObject({ action: Action.NOTICE_CHECKED, code: 'ended' })
  })
  test('is there for nobody else: neither to read, nor to check, nor to withdraw; its addressee does not withdraw it', async () => {
    const { body } = await issue()
    expect(codeOf(await show(body.noticeId, OTHER))).toEqual([404, 'not_found'])
    expect(codeOf(await check(body.number, OTHER))).toEqual([404, 'not_found'])
    for (const who of [OTHER, ENFORCEMENT])
      expect(codeOf(await send(who, `/notices/${body.noticeId}/withdrawal`, {}))).toEqual([404, 'not_found'])
    const idsOf = async (who: Who) => (await get(who, '/notices')).body.items.map((one: Json) => one.noticeId)
    expect(await idsOf(OTHER)).toEqual([])
    expect(await idsOf(ENFORCEMENT)).toContain(body.noticeId)
    expect((await get(ENFORCEMENT, '/notices')).text).not.toContain(subjectRef)
    // What its issuer is may say why.
    expect((await get(ENFORCEMENT, '/notices')).text).not.toContain(SENDER.agencyId)
    expect((await get(ISSUER, '/notices')).body.items[0].fromAgency).toBe(SENDER.agencyId)
  })
  test('is not issued, shown or checked while the log or consent is away', async () => {
    const { body } = await issue()
    for (const away of ['audit', 'consent'] as const) {
      state.away.add(away)
      expect((await issue()).status).toBe(503)
      expect((await show(body.noticeId, ISSUER)).status).toBe(503)
      expect((await check(body.number, ISSUER)).status).toBe(503)
      state.away.clear()
    }
    expect(SENDER.agencyId).toBe(body.fromAgency)
  })
})
