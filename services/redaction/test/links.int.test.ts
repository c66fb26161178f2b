import { randomBytes, randomUUID } from 'node:crypto'
import { Action, linkAnswered, Occasion } from '@amparo/contracts'
import { generateCertificate, openViewAnswer, sealForm } from '@amparo/crypto'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { callBackLinks } from '../src/store/links.ts'
import { CANARIES } from './fixtures/forms.ts'
import { CONTACT, NEEDS, RISK } from './fixtures/neighbours.ts'
import { RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { restrictingIn } from './fixtures/restricting.ts'
import { SHELTER, useRedaction, type Who } from './fixtures/service.ts'

const service = await useRedaction()
const { http, send, get, register, refer, session, told, rows, state, certificates, everything, lines, store } = service
const restrict = restrictingIn(service)
const MAKER: Who = { agencyId: SENDER.agencyId, user: WORKER, scope: 'referral:submit view:open' }
const reply = await generateCertificate({ userId: 'browser', profile: 'modern' })
const secret = () => randomBytes(16).toString('base64url')
const subjectRef = await register()
const toOutside = (changes: object = {}) => refer(subjectRef, { users: [WORKER], outside: true, ...changes })

beforeEach(() => {
  Object.assign(state, { denial: undefined, codeNameOnly: true, tamperPermit: () => ({}), tamperReceipt: () => ({}) })
  state.categories = [CONTACT, NEEDS, RISK]
  state.withheld = []
  state.away.clear()
  state.entries.length = 0
  state.decided.length = 0
  state.outsiders.add(RECIPIENT.agencyId)
})

async function make(referralId: string, who = MAKER) {
  const request = await session.request(referralId, new Date(), 'POST /links')
  const answer = await send(who, '/links', { request }, { jkt: session.jkt })
  return answer.status === 200 ? session.open(answer.body.sealed, 'POST /links') : answer
}

async function post(path: string, data: object, changes: object = {}) {
  const sealed = await sealForm(certificates.seal.armored, {
    ...{ v: 1, hub: 'XA', route: `POST ${path}`, agency: 'link', user: 'link' },
    ...{ nonce: randomUUID(), issuedAt: new Date().toISOString(), data },
    ...changes,
  })
  const response = await http.inject({ method: 'POST', url: path, payload: { sealed } })
  const { instance: _, ...body } = response.json()
  return { status: response.statusCode, body, sealed }
}
const open = (id: string, code: string, holder = secret()) =>
  post('/link-views', { id, code, holder, replyCertificate: reply.certificate })
const seen = async ({
  body,
  sealed: request,
}: Awaited<ReturnType<typeof open>>): Promise<ReturnType<typeof JSON.parse>> =>
  openViewAnswer(body.sealed, {
    ...{ hub: 'XA', route: 'POST /link-views', request, privateKey: reply.privateKey, now: new Date() },
    signer: { certificate: certificates.packageSign.armored, fingerprint: certificates.packageSign.fingerprint },
  })
const GONE = { status: 404, body: { code: 'not_found' } }
const shapeOf = ({ status, body }: { status: number; body: object }) => ({ status, ...body, instance: '' })
const wrongFor = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0')

describe('a one-time link', () => {
  test('shows one referral’s person once, under a code name, decided and logged first, and sealed to the browser', async () => {
    const referralId = toOutside()
    const { id, code } = await make(referralId)
    expect(state.entries.map(({ action }) => action)).toEqual([Action.LINK_MADE])
    const opened = await open(id, code)
    expect(opened.status).toBe(200)
    expect(Object.keys(opened.body)).toEqual(['sealed'])
    expect(state.decided.map(({ occasion, token }) => [occasion, token])).toEqual([[Occasion.LINK, '']])
    expect(state.entries[1]).toMatchObject({
      ...{ action: Action.VIEW_OPENED, authentication: 'link', userId: '', referralId },
      ...{ agency: RECIPIENT, recipient: RECIPIENT },
    })
    const view = await seen(opened)
    expect(view).toMatchObject({ notice: 'may be incomplete', from: { name: 'Policía', phone: '+99955501' } })
    expect(view.categories.identity.codeName).toMatch(/\w/)
    expect(JSON.stringify(view)).not.toContain('Quillahuaman')
    expect((await told(linkAnswered)).at(-1)).toMatchObject({ referralId, step: 'acknowledge' })
    // Whoever comes next, with everything that the first one had, finds nothing.
    expect(await open(id, code)).toMatchObject(GONE)
  })

  test('may be loaded again by the browser that opened it, for a quarter of an hour', async () => {
    const { id, code } = await make(toOutside())
    const holder = secret()
    expect((await open(id, code, holder)).status).toBe(200)
    expect((await open(id, code, holder)).status).toBe(200)
    await rows("update link set opened_at = opened_at - interval '16 minutes' where called_back_at is null")
    expect(await open(id, code, holder)).toMatchObject(GONE)
    expect(state.entries.filter(({ action }) => action === Action.VIEW_OPENED)).toHaveLength(2)
  })

  test('is closed by five wrong codes, and then the right one opens nothing', async () => {
    const { id, code } = await make(toOutside())
    for (let n = 0; n < 5; n++) expect(await open(id, wrongFor(code))).toMatchObject(GONE)
    expect(await open(id, code)).toMatchObject(GONE)
    expect(state.decided).toEqual([])
  })

  test('a right code after four wrong ones opens it', async () => {
    const { id, code } = await make(toOutside())
    for (let n = 0; n < 4; n++) await open(id, wrongFor(code))
    expect((await open(id, code)).status).toBe(200)
  })

  test('is one and the same answer when it is not there, expired, called back, used, or the code is wrong', async () => {
    const referralId = toOutside()
    const expired = await make(toOutside())
    await rows("update link set expires_at = now() - interval '1 second' where referral_id <> $1", [referralId])
    const called = await make(referralId)
    const path = `/links/${referralId}/call-back`
    expect((await send(MAKER, path, {}, {})).body).toEqual({ calledBack: 1 })
    const answers = [await open(secret(), '12345678'), await open(expired.id, expired.code)]
    answers.push(await open(called.id, called.code), await open(called.id, wrongFor(called.code)))
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 404, body: answers[0]?.body })
    expect(answers[0]?.body.code).toBe('not_found')
  })

  test('made anew calls back the one before', async () => {
    const referralId = toOutside()
    const first = await make(referralId)
    const second = await make(referralId)
    expect(await open(first.id, first.code)).toMatchObject(GONE)
    expect((await open(second.id, second.code)).status).toBe(200)
  })

  test('made by two at once, or as all are called back, is not left beside another, or open', async () => {
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    const idHash = secret()
    /** While another one is made of it, and is not there yet. */
    const during = async <T>(referralId: string, work: () => Promise<T>): Promise<T> => {
      const [begun, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const making = store.run(async tx => {
        const at = new Date()
        await callBackLinks(tx, referralId, at)
        await tx.sql(
          `insert into link (id_hash, referral_id, from_agency, to_agency, made_by, code_hash, made_at, expires_at)
           values ($1, $2, $3, $4, $5, '', $6, $7)`,
          [idHash, referralId, SENDER.agencyId, RECIPIENT.agencyId, WORKER, at, new Date(Number(at) + 3_600_000)],
        )
        begun.resolve()
        await committed.promise
      })
      await begun.promise
      const done = work()
      try {
        await expect.poll(async () => (await rows(waiting)).length).toBe(1)
      } finally {
        committed.resolve()
        await making
      }
      return done
    }
    const referralId = toOutside()
    const { id, code } = await during(referralId, () => make(referralId))
    expect((await open(id, code)).status).toBe(200)
    const of = 'select 1 from link where id_hash = $1 and called_back_at is not null'
    expect(await rows(of, [idHash])).toHaveLength(1)
    await rows('delete from link where id_hash = $1', [idHash])
    const other = toOutside()
    const { body } = await during(other, () => send(MAKER, `/links/${other}/call-back`, {}))
    expect(body).toMatchObject({ calledBack: 1 })
    expect(await rows(of, [idHash])).toHaveLength(1)
  })

  test('shows nothing when consent denies, when a name would go out, when the log is away, or when the referral has ended', async () => {
    const { id, code } = await make(toOutside())
    state.denial = 'consent_withdrawn'
    expect(await open(id, code)).toMatchObject(GONE)
    state.denial = undefined
    state.codeNameOnly = false
    expect((await open(id, code)).status).toBeGreaterThanOrEqual(400)
    state.codeNameOnly = true
    state.away.add('audit')
    const holder = secret()
    expect((await open(id, code, holder)).status).toBe(503)
    state.away.clear()
    expect(state.entries.filter(({ action }) => action === Action.VIEW_OPENED)).toEqual([])
    // None of that was a guess: the same browser may still open it.
    expect((await open(id, code, holder)).status).toBe(200)
    const ended = toOutside()
    const late = await make(ended)
    state.standings.delete(ended)
    expect(await open(late.id, late.code)).toMatchObject(GONE)
  })

  test('taken while the log was away acknowledges when it is shown, and not before', async () => {
    const referralId = toOutside()
    const { id, code } = await make(referralId)
    const holder = secret()
    const acknowledged = async () => (await told(linkAnswered)).filter(one => one.referralId === referralId)
    state.away.add('audit')
    expect((await open(id, code, holder)).status).toBe(503)
    state.away.clear()
    expect(await acknowledged()).toEqual([])
    expect((await open(id, code, holder)).status).toBe(200)
    expect(await acknowledged()).toMatchObject([{ agencyId: RECIPIENT.agencyId, step: 'acknowledge' }])
  })

  test('opens nothing while access to the person is restricted, as one that is not there, and is not used up by that', async () => {
    const restricted = await register()
    const own = { users: [WORKER], outside: true }
    const { id, code } = await make(refer(restricted, own))
    const [once, holder] = [await make(refer(restricted, own)), secret()]
    expect((await open(once.id, once.code, holder)).status).toBe(200)
    state.entries.length = 0
    state.decided.length = 0
    const end = await restrict(restricted)
    for (let n = 0; n < 6; n++) expect(shapeOf(await open(id, code))).toEqual(shapeOf(await open(secret(), code)))
    // Nor again for the browser that saw it before.
    expect(await open(once.id, once.code, holder)).toMatchObject(GONE)
    expect(state.decided).toEqual([])
    expect(state.entries.filter(({ action }) => action === Action.VIEW_OPENED)).toEqual([])
    await end()
    expect((await open(id, code)).status).toBe(200)
    expect(await open(id, code)).toMatchObject(GONE)
  })

  test('shows nothing either to whom it was opening when access came to be restricted, who may load it again after that', async () => {
    const restricted = await register()
    const end = await restrict(restricted)
    await end()
    const [known] = await rows('select subject_id, erasure_id from erasure order by requested_at desc limit 1')
    const { id, code } = await make(refer(restricted, { users: [WORKER], outside: true }))
    // In the moment in which the link is taken.
    await rows(`create function restrict_now() returns trigger language plpgsql security definer as $$ begin
      insert into redaction.restriction values ('${known.subject_id}', '${known.erasure_id}', 'XA', '${SENDER.agencyId}', now());
      return new; end $$`)
    await rows(
      'create trigger restrict_now before update of opened_at on link for each row execute function restrict_now()',
    )
    onTestFinished(async () => void (await rows('drop trigger if exists restrict_now on link')))
    state.entries.length = 0
    const holder = secret()
    expect(await open(id, code, holder)).toMatchObject(GONE)
    expect(state.entries).toEqual([])
    await rows('drop trigger restrict_now on link')
    await rows('delete from restriction where subject_id = $1', [known.subject_id])
    expect((await open(id, code, holder)).status).toBe(200)
  })

  test('what was sealed for another use, or long ago, is refused', async () => {
    const { id, code } = await make(toOutside())
    const data = { id, code, holder: secret(), replyCertificate: reply.certificate }
    expect((await post('/link-views', data, { route: 'POST /subjects' })).body.code).toBe('seal_context_mismatch')
    const issuedAt = new Date(Date.now() - 400_000).toISOString()
    expect((await post('/link-views', data, { issuedAt })).body.code).toBe('seal_stale')
  })
})

describe('who makes it', () => {
  test('is an assigned user of the sender; to others there is no such referral', async () => {
    const referralId = toOutside()
    expect((await make(referralId, { ...MAKER, user: randomUUID() })).status).toBe(404)
    expect((await make(referralId, { ...SHELTER, scope: MAKER.scope ?? '' })).status).toBe(404)
    expect((await make(randomUUID())).status).toBe(404)
  })

  test('and nobody else hears whether there are links, or calls them back', async () => {
    const referralId = toOutside()
    const { id, code } = await make(referralId)
    const scope = MAKER.scope ?? ''
    const others = [
      { ...MAKER, user: randomUUID() },
      { ...SHELTER, scope },
      { agencyId: STRANGER.agencyId, user: WORKER, scope },
    ]
    for (const who of others) {
      const told = [await get(who, `/links/${referralId}`), await send(who, `/links/${referralId}/call-back`, {})]
      const none = [await get(who, `/links/${randomUUID()}`), await send(who, `/links/${randomUUID()}/call-back`, {})]
      expect(told.map(shapeOf)).toEqual(none.map(shapeOf))
      expect(told.map(({ status }) => status)).toEqual([404, 404])
    }
    expect((await open(id, code)).status).toBe(200)
  })

  test('calls it back once, and hears the same of it by the same key', async () => {
    const referralId = toOutside()
    await make(referralId)
    const path = `/links/${referralId}/call-back`
    const key = randomUUID()
    // Not answered as done before the log has it.
    state.away.add('audit')
    expect((await send(MAKER, path, {}, { key })).status).toBe(503)
    state.away.clear()
    const answers = [await send(MAKER, path, {}, { key }), await send(MAKER, path, {}, { key })]
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, answers[0]?.text],
      [200, answers[0]?.text],
    ])
    expect(state.entries.filter(({ action }) => action === Action.LINK_CALLED_BACK)).toHaveLength(1)
  })

  test('sends none to a member', async () => {
    state.outsiders.clear()
    expect((await make(toOutside())).body.code).toBe('link_not_needed')
  })

  test('reads when it was made and opened, and never the link or its code', async () => {
    const referralId = toOutside()
    const { id, code } = await make(referralId)
    await open(id, code)
    expect((await send(MAKER, `/links/${referralId}/call-back`, {})).body).toEqual({ calledBack: 0 })
    const found = await rows('select * from link where referral_id = $1', [referralId])
    expect(found[0]).toMatchObject({ made_by: WORKER, to_agency: RECIPIENT.agencyId })
    expect(JSON.stringify(found)).not.toContain(id)
    expect(JSON.stringify(found)).not.toContain(code)
  })
})

describe('by the browser that opened it', () => {
  test('the recipient accepts, says that the person has arrived, or declines with a code', async () => {
    const referralId = toOutside()
    const { id, code } = await make(referralId)
    const holder = secret()
    expect(await post('/link-answers', { id, holder, step: 'accept' })).toMatchObject(GONE)
    await open(id, code, holder)
    for (const said of [{ step: 'accept' }, { step: 'arrive' }, { step: 'decline', reason: 'at-capacity' }]) {
      expect(await post('/link-answers', { id, holder, ...said })).toMatchObject({ status: 200 })
      expect((await told(linkAnswered)).at(-1)).toMatchObject({ referralId, agencyId: RECIPIENT.agencyId, ...said })
    }
    const wrong = await post('/link-answers', { id, holder, step: 'decline', reason: 'Odalis' })
    expect(wrong.status).toBe(400)
    expect(await post('/link-answers', { id, holder: secret(), step: 'accept' })).toMatchObject(GONE)
  })
})

test('the certificates to which the page seals are open to strangers, and nothing else but what a link opens', async () => {
  const response = await http.inject({ method: 'GET', url: '/link-certificates' })
  expect(response.json()).toMatchObject({
    seal: { fingerprint: certificates.seal.fingerprint },
    sign: { fingerprint: certificates.packageSign.fingerprint },
  })
})

test('after all this nothing of the person stands in clear anywhere', async () => {
  const all = await everything()
  for (const canary of CANARIES) expect(all).not.toContain(canary)
  expect(lines.length).toBeGreaterThan(0)
})
