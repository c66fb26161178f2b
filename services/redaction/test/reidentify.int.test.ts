import { randomUUID } from 'node:crypto'
import { Action, AgencyType, Basis, referralSubmitted } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { CANARIES } from './fixtures/forms.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { useRedaction, type Who } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const { get, post, send, register, publish, session, rows, everything, state } = await useRedaction()
const ROUTE = 'POST /reidentification-views'
const custodian = (changes: Partial<Who> = {}): Who => ({
  ...{ agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:custody' },
  ...changes,
})
const WHY = { reason: 'court_order', reference: 'EXP-2026-118' }

beforeEach(() => {
  state.away.clear()
  Object.assign(state, { denial: undefined, tamperPermit: () => ({}) })
  state.entries.length = 0
  for (const { agencyId } of [SENDER, RECIPIENT, STRANGER]) state.types.set(agencyId, AgencyType.PROSECUTION)
})
await register()

const candidate = async (who: Who): Promise<string> => {
  const sought = { purpose: 'formal_identification', reason: 'court_order', names: ['Yaneth Quillahuaman Osorio'] }
  state.types.set(who.agencyId, AgencyType.PROSECUTION)
  return (await post(who, '/searches', sought)).body.candidates[0].pseudonym
}
const ask = async (who: Who, pseudonym?: string) =>
  send(who, '/reidentifications', { pseudonym: pseudonym ?? (await candidate(who)), ...WHY })
const confirm = (who: Who, requestId: string) => send(who, `/reidentifications/${requestId}/confirmation`, {})
const open = async (who: Who, requestId: string) => {
  const request = await session.request(requestId, new Date(), ROUTE)
  const answer = await send(who, '/reidentification-views', { request }, { jkt: session.jkt })
  return { ...answer, view: answer.status === 200 ? await session.open(answer.body.sealed, ROUTE) : undefined }
}
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]
/** Asked and confirmed. */
const confirmed = async (who: Who): Promise<string> => {
  const { requestId } = (await ask(who)).body
  await confirm(custodian({ agencyId: SENDER.agencyId }), requestId)
  return requestId
}

describe('who stands behind a pseudonym', () => {
  test('is told to one custodian after another has confirmed it, each step in the log, and nothing of what happened', async () => {
    const [first, second] = [custodian(), custodian({ agencyId: SENDER.agencyId })]
    const asked = await ask(first)
    expect(asked.body).toMatchObject({ ...WHY, agencyId: RECIPIENT.agencyId, confirmed: false })
    const { requestId } = asked.body
    expect((await confirm(second, requestId)).body).toMatchObject({ requestId, confirmed: true })
    const { view } = await open(first, requestId)
    expect(Object.keys(view.categories)).toEqual(['identity'])
    expect(view.categories.identity.names).toEqual(['Yaneth Quillahuaman Osorio'])
    expect(view.policyHash).toBe(VIEWS.hash)
    const code = 'court_order:EXP-2026-118'
    expect(state.entries.slice(-3)).toMatchObject([
      { action: Action.REIDENTIFICATION_REQUESTED, userId: first.user, subjectRef: requestId, code },
      { action: Action.REIDENTIFICATION_CONFIRMED, userId: second.user, subjectRef: requestId, code },
      { action: Action.REIDENTIFIED, userId: first.user, subjectRef: requestId, basis: Basis.COURT_ORDER, code },
    ])
  })
  test('is told once', async () => {
    const who = custodian()
    const requestId = await confirmed(who)
    expect((await open(who, requestId)).status).toBe(200)
    expect(codeOf(await open(who, requestId))).toEqual([409, 'request_not_waiting'])
  })
  test('is not told before it is confirmed, nor confirmed by whoever asked', async () => {
    const who = custodian()
    const { requestId } = (await ask(who)).body
    expect(codeOf(await open(who, requestId))).toEqual([409, 'not_confirmed_yet'])
    expect(codeOf(await confirm(who, requestId))).toEqual([403, 'second_custodian_required'])
    expect(codeOf(await open(who, requestId))).toEqual([409, 'not_confirmed_yet'])
  })
  test('is confirmed by one of two who try at once', async () => {
    const { requestId } = (await ask(custodian())).body
    const answers = await Promise.all([confirm(custodian(), requestId), confirm(custodian(), requestId)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
  test('is neither confirmed nor told after 24 hours', async () => {
    const who = custodian()
    const [late, old] = [(await ask(who)).body.requestId, await confirmed(who)]
    await rows("update reidentification set expires_at = now() - interval '1 second' where request_id = any ($1)", [
      [late, old],
    ])
    expect(codeOf(await confirm(custodian(), late))).toEqual([409, 'request_not_waiting'])
    expect(codeOf(await open(who, old))).toEqual([409, 'request_not_waiting'])
  })
  test('is not told where consent denies it, does not answer, or is not believed; nor while the log is away', async () => {
    const who = custodian()
    const requestId = await confirmed(who)
    state.denial = 'no_lawful_basis'
    expect(codeOf(await open(who, requestId))).toEqual([403, 'no_lawful_basis'])
    state.denial = undefined
    state.away.add('consent')
    expect((await open(who, requestId)).status).toBe(503)
    state.away.clear()
    state.tamperPermit = () => ({ referralId: randomUUID() })
    expect(codeOf(await open(who, requestId))).toEqual([503, 'statement_invalid'])
    state.tamperPermit = () => ({})
    state.away.add('audit')
    expect((await open(who, requestId)).status).toBe(503)
    state.away.clear()
    expect((await open(who, requestId)).status).toBe(200)
  })
  test('leaves no name in a row or a line', async () => {
    const all = await everything()
    for (const canary of CANARIES) expect(all).not.toContain(canary)
  })
})

describe('is not there', () => {
  test('a pseudonym of another custodian’s search, or of none', async () => {
    const pseudonym = await candidate(custodian())
    expect((await ask(custodian(), pseudonym)).status).toBe(404)
    expect((await ask(custodian(), randomUUID())).status).toBe(404)
  })
  test('a request for whoever confirmed it, to open', async () => {
    const second = custodian()
    const { requestId } = (await ask(custodian())).body
    await confirm(second, requestId)
    expect((await open(second, requestId)).status).toBe(404)
  })
  test('any of it for migration enforcement', async () => {
    const { requestId } = (await ask(custodian())).body
    state.types.set(STRANGER.agencyId, AgencyType.MIGRATION_ENFORCEMENT)
    expect((await confirm(custodian({ agencyId: STRANGER.agencyId }), requestId)).status).toBe(404)
  })
  test('a person of whom a referral is in a compartment by then', async () => {
    const subjectRef = await register()
    const who = custodian()
    const { requestId } = (await ask(who)).body
    await confirm(custodian(), requestId)
    const [{ subject_id: subjectId }] = await rows('select subject_id from reidentification where request_id = $1', [
      requestId,
    ])
    const known = await rows('select share_id from share where subject_id = $1 and referral_id is null', [subjectId])
    const terms = { subjectRef: known[0].share_id, from: SENDER, to: RECIPIENT }
    await publish(referralSubmitted, {
      ...terms,
      referralId: randomUUID(),
      protocolId: 'protection',
      protocolVersion: 1,
    })
    expect((await open(who, requestId)).status).toBe(404)
    expect(subjectRef).toBeTruthy()
  })
})

test('a free text is no reference: it could name somebody', async () => {
  const who = custodian()
  for (const reference of ['Yaneth', 'EXPEDIENTE', 'EXP 12'])
    expect((await send(who, '/reidentifications', { pseudonym: randomUUID(), ...WHY, reference })).status).toBe(400)
})

test('every custodian of the hub sees what waits, and not about whom', async () => {
  await register()
  const { requestId } = (await ask(custodian())).body
  const { body } = await get(custodian({ agencyId: SENDER.agencyId }), '/reidentifications')
  const found = body.requests.find((one: { requestId: string }) => one.requestId === requestId)
  expect(Object.keys(found).sort()).toEqual(
    ['agencyId', 'confirmed', 'expiresAt', 'reason', 'reference', 'requestId', 'requestedAt'].sort(),
  )
})
