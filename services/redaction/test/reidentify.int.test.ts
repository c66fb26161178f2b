import { randomUUID } from 'node:crypto'
import { Action, AgencyType, Basis, exclusionsRecorded, referralSubmitted, subjectErased } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { erasingIn } from './fixtures/erasing.ts'
import { CANARIES } from './fixtures/forms.ts'
import { linkingIn } from './fixtures/linked.ts'
import { DECIDED } from './fixtures/neighbours.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { LIMITS, useRedaction, type Who } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const service = await useRedaction()
const {
  get,
  post,
  told,
  send,
  register,
  refer,
  view,
  indexOnce,
  publish,
  session,
  rows,
  everything,
  state,
  subjectOf,
  keysDatabase,
} = service
const link = linkingIn(service)
const ROUTE = 'POST /reidentification-views'
const custodian = (changes: Partial<Who> = {}): Who => ({
  ...{ agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:custody' },
  ...changes,
})
const WHY = { reason: 'court_order', reference: 'EXP-2026-118' }

beforeEach(() => {
  state.away.clear()
  Object.assign(state, { denial: undefined, unwitnessed: false, tamperPermit: () => ({}) })
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
    const refused = await open(who, requestId)
    expect([...codeOf(refused), refused.body.refs]).toEqual([403, 'no_lawful_basis', { decisionId: DECIDED }])
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
  test('is neither asked, nor listed, nor confirmed for a consulate', async () => {
    const who = custodian()
    const [pseudonym, { requestId }] = [await candidate(who), (await ask(custodian())).body]
    state.types.set(RECIPIENT.agencyId, AgencyType.CONSULATE)
    for (const answer of [
      await ask(who, pseudonym),
      await confirm(who, requestId),
      await get(who, '/reidentifications'),
      await open(who, requestId),
    ])
      expect(codeOf(answer)).toEqual([404, 'not_found'])
  })
  test('is neither asked, nor listed, nor confirmed for whom they exclude: as if there were nobody', async () => {
    const [first, second] = [custodian(), custodian()]
    const [pseudonym, { requestId }] = [await candidate(first), (await ask(custodian())).body]
    const subjectId = (await rows('select subject_id from pseudonym where pseudonym = $1', [pseudonym]))[0].subject_id
    const exclusions = [first, second].map(({ user }) => ({ hub: 'XA', userId: user }))
    await publish(exclusionsRecorded, { subjectId, exclusions })
    expect(codeOf(await ask(first, pseudonym))).toEqual([404, 'not_found'])
    expect(codeOf(await confirm(second, requestId))).toEqual([404, 'not_found'])
    const listed = async (who: Who) =>
      (await get(who, '/reidentifications')).body.requests.map((one: { requestId: string }) => one.requestId)
    expect(await listed(second)).not.toContain(requestId)
    const third = custodian({ agencyId: SENDER.agencyId })
    expect(await listed(third)).toContain(requestId)
    expect((await confirm(third, requestId)).status).toBe(200)
  })
  test('is told to nobody once they are erased: the log loses the name that the request was for them', async () => {
    const requestId = await confirmed(custodian())
    const of = 'select share_id from share join reidentification using (subject_id) where request_id = $1'
    const subjectRef = (await rows(of, [requestId]))[0]?.share_id
    const erasureId = await erasingIn(service)(subjectRef)
    const event = (await told(subjectErased)).find(one => one.erasureId === erasureId)
    expect(event?.shareIds).toEqual(expect.arrayContaining([subjectRef, requestId]))
    await register()
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
  test('a person of whom another record is in a compartment by then', async () => {
    const [found, linked] = [await register(), await register()]
    const who = custodian()
    const { requestId } = (await ask(who)).body
    await confirm(custodian(), requestId)
    const id = await subjectOf(found)
    await rows('update reidentification set subject_id = $1 where request_id = $2', [id, requestId])
    await link(found, linked)
    const terms = { subjectRef: linked, from: SENDER, to: RECIPIENT, protocolId: 'protection', protocolVersion: 1 }
    await publish(referralSubmitted, { referralId: randomUUID(), ...terms })
    expect((await open(who, requestId)).status).toBe(404)
  })
})

describe('who goes by a code name', () => {
  /** As the recipient of a referral reads it. */
  const read = async (subjectRef: string) => {
    const referralId = refer(subjectRef)
    state.codeNameOnly = true
    const { body } = await view(referralId)
    state.codeNameOnly = false
    const { codeName } = (await session.open(body.sealed)).categories.identity
    await indexOnce()
    return { referralId, codeName }
  }
  const askBy = (who: Who, told: object, why = WHY) => send(who, '/reidentifications', { ...told, ...why })

  test('is told as behind a pseudonym: to one custodian after another has confirmed it', async () => {
    const { codeName } = await read(await register())
    const who = custodian()
    const { requestId, ...asked } = (await askBy(who, { codeName: codeName.toLowerCase().replaceAll('-', ' ') })).body
    expect(asked).toMatchObject({ ...WHY, confirmed: false })
    expect(codeOf(await open(who, requestId))).toEqual([409, 'not_confirmed_yet'])
    await confirm(custodian({ agencyId: SENDER.agencyId }), requestId)
    expect((await open(who, requestId)).view.categories.identity.names).toEqual(['Yaneth Quillahuaman Osorio'])
    const actions = state.entries.filter(entry => entry.userId === who.user).map(({ action, code }) => [action, code])
    expect(actions).toEqual([
      [Action.PEOPLE_SEARCHED, 'code_name:1'],
      [Action.REIDENTIFICATION_REQUESTED, 'court_order:EXP-2026-118'],
      [Action.REIDENTIFIED, 'court_order:EXP-2026-118'],
    ])
  })

  test('is nobody for whom they exclude, and for a consulate there is no such place', async () => {
    const subjectRef = await register()
    const { codeName } = await read(subjectRef)
    const who = custodian()
    const exclusions = [{ hub: 'XA', userId: who.user }]
    await publish(exclusionsRecorded, { subjectId: await subjectOf(subjectRef), exclusions })
    expect(codeOf(await askBy(who, { codeName }))).toEqual([404, 'not_found'])
    expect(state.entries.at(-1)).toMatchObject({ action: Action.PEOPLE_SEARCHED, code: 'code_name:0' })
    expect((await askBy(custodian(), { codeName })).status).toBe(201)
    state.types.set(RECIPIENT.agencyId, AgencyType.CONSULATE)
    expect(codeOf(await askBy(custodian(), { codeName }))).toEqual([404, 'not_found'])
  })

  test('is not there for nobody’s code name, which is in the log too and counts as a search', async () => {
    const who = custodian({ signedIn: 600 })
    const codes = []
    for (let i = 0; i < LIMITS.searches.free + 1; i++)
      codes.push(codeOf(await askBy(who, { codeName: `Yuca-Zorzal-000${i}` })))
    expect(codes).toEqual([...Array(LIMITS.searches.free).fill([404, 'not_found']), [401, 'step_up_required']])
    const codeNamesTried = state.entries.filter(entry => entry.userId === who.user).map(({ code }) => code)
    expect(codeNamesTried).toEqual(Array(LIMITS.searches.free).fill('code_name:0'))
  })

  test.each([
    ['danger_to_life', Basis.VITAL_INTEREST],
    ['child_in_danger', Basis.CHILD_SAFEGUARDING],
  ])('is told while nobody outside sees the log for %s, each step in the log on that basis', async (reason, basis) => {
    const { codeName } = await read(await register())
    const who = custodian()
    state.unwitnessed = true
    const { requestId } = (await askBy(who, { codeName }, { ...WHY, reason })).body
    await confirm(custodian({ agencyId: SENDER.agencyId }), requestId)
    expect((await open(who, requestId)).view.categories.identity.names).toEqual(['Yaneth Quillahuaman Osorio'])
    const entered = state.entries.filter(entry => entry.userId === who.user && entry.basis !== Basis.UNSPECIFIED)
    expect(entered).toMatchObject([
      { action: Action.PEOPLE_SEARCHED, basis },
      { action: Action.REIDENTIFIED, basis },
    ])
  })

  test('waits until somebody outside sees the log where nobody is in danger, and is no search that was made', async () => {
    const { codeName } = await read(await register())
    const who = custodian()
    state.unwitnessed = true
    for (const reason of ['duty_to_identify', 'court_order'])
      expect(codeOf(await askBy(who, { codeName }, { ...WHY, reason }))).toEqual([503, 'log_unwitnessed'])
    expect(await rows('select 1 from search where user_id = $1', [who.user])).toEqual([])
  })

  test('is asked for with the referral, where two have the same one', async () => {
    const [one, other] = [await read(await register()), await read(await register())]
    const tokenOf = 'select token from code_name_index c join share s using (share_id) where s.referral_id = $1'
    await rows(
      `update code_name_index set token = (${tokenOf})
        where share_id = (select share_id from share where referral_id = $2)`,
      [one.referralId, other.referralId],
    )
    const { codeName } = one
    expect(codeOf(await askBy(custodian(), { codeName }))).toEqual([409, 'code_name_ambiguous'])
    const { requestId } = (await askBy(custodian(), { codeName, referralId: other.referralId })).body
    const [found] = await rows('select subject_id from reidentification where request_id = $1', [requestId])
    const [meant] = await rows('select subject_id from share where referral_id = $1', [other.referralId])
    expect(found).toEqual(meant)
  })

  test('stays found when people are indexed by another key, since somebody was erased', async () => {
    const { codeName } = await read(await register())
    const versions = async () => (await rows('select distinct version from code_name_index')).map(row => row.version)
    const before = await versions()
    await keysDatabase.erase(randomUUID())
    expect((await askBy(custodian(), { codeName })).status).toBe(201)
    await indexOnce()
    expect((await askBy(custodian(), { codeName })).status).toBe(201)
    expect(await versions()).not.toEqual(before)
  })

  test('is not there once a referral of the person is in a compartment, nor when their key is destroyed', async () => {
    const [hidden, gone] = [await register(), await register()]
    const [one, other] = [await read(hidden), await read(gone)]
    const terms = { subjectRef: hidden, from: SENDER, to: RECIPIENT, protocolId: 'protection', protocolVersion: 1 }
    await publish(referralSubmitted, { referralId: randomUUID(), ...terms })
    await keysDatabase.erase(await subjectOf(gone))
    await indexOnce()
    for (const { codeName } of [one, other]) expect((await askBy(custodian(), { codeName })).status).toBe(404)
  })

  test('is found by two words and a number alone, never by a name', async () => {
    for (const codeName of ['Yaneth', 'Yaneth Quillahuaman', 'Ceiba-Zorzal-48211'])
      expect((await askBy(custodian(), { codeName })).status).toBe(400)
  })
})

test('a free text is no reference: it could name somebody', async () => {
  const who = custodian()
  for (const reference of ['Yaneth', 'EXPEDIENTE', 'EXP 12'])
    expect((await send(who, '/reidentifications', { pseudonym: randomUUID(), ...WHY, reference })).status).toBe(400)
})

test('every custodian of the hub sees what waits, and not about whom', async () => {
  await register()
  const who = custodian()
  const { requestId } = (await ask(who)).body
  const seenBy = async (custodian: Who) =>
    (await get(custodian, '/reidentifications')).body.requests.find(
      (one: { requestId: string }) => one.requestId === requestId,
    )
  const found = await seenBy(custodian({ agencyId: SENDER.agencyId }))
  expect(Object.keys(found).sort()).toEqual(
    ['agencyId', 'confirmed', 'expiresAt', 'isOwn', 'reason', 'reference', 'requestId', 'requestedAt'].sort(),
  )
  expect([found.isOwn, (await seenBy({ ...who, scope: 'identity:custody' })).isOwn]).toEqual([false, true])
})
