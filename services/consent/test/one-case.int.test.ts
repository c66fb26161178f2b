import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  Priority,
  Protocol,
  Purpose,
  ServiceCategory,
  SignedGrantSchema,
  toBinary,
} from '@amparo/contracts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { courtOrder, toXB, vitalForm } from './fixtures/forms.ts'
import { signedGrant } from './fixtures/grants.ts'
import { makeHubKeys } from './fixtures/hub-keys.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, state, open, rows, enterOverdueReviews } = service
const { submit, view } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const focal = { agency: agencies.central, user: randomUUID(), scope: 'consent:one-case' }
const second = { ...focal, user: randomUUID() }
const keysOfXB = await makeHubKeys('XB')
const HOUR = 3_600_000

beforeAll(() => {
  state.hubs.set('XB', keysOfXB)
})
afterEach(() => {
  Object.assign(state, { ahead: 0, instruments: [TREATY], onDuty: [] })
})

/** A person in danger, whom police would send to a shelter abroad tonight; no agreement stands. */
async function inDanger(change: object = {}) {
  state.instruments = []
  const subjectRef = register(agencies.police)
  const { status, body } = await send(officer, 'POST', '/consents', vitalForm(subjectRef, { ...toXB, ...change }))
  expect(status).toBe(201)
  return { subjectRef, basisId: String(body.id) }
}
const sending = (basisId: string, change: object = {}) => ({
  ...{ from: refOf(agencies.police), to: refOf(agencies.shelterXB), basisId, agreedByPhone: true },
  ...change,
})
const authorise = (body: object, who: Parameters<typeof send>[0] = focal) =>
  send(who, 'POST', '/one-case-authorisations', body)
const confirm = (id: string, who: Parameters<typeof send>[0] = second) =>
  send(who, 'POST', `/one-case-authorisations/${id}/confirmation`)
const submitted = async (subjectRef: string, to = agencies.shelterXB) => submit({ subjectRef, to, user: officer.user })

describe('in the sending hub, an authorisation for one case', () => {
  test('lets one vital interest cross where no agreement stands, and says so in the permit', async () => {
    const { subjectRef, basisId } = await inDanger()
    expect((await submitted(subjectRef)).code).toBe('no_instrument')
    const { status, body } = await authorise(sending(basisId))
    expect([status, Object.keys(body).sort()]).toEqual([200, ['confirmBy', 'endsAt', 'id']])
    const { permit } = await submitted(subjectRef)
    expect(permit).toMatchObject({ instrumentId: `one-case:${body.id}`, basisId, codeNameOnly: true })
    const [kept] = await rows('select instrument_ids from decision where decision_id = $1', [permit?.permitId])
    expect(kept).toEqual({ instrument_ids: [`one-case:${body.id}`] })
  })

  test('is refused where the accreditation of either agency has lapsed: the referral would be refused too', async () => {
    const { basisId } = await inDanger()
    const refusedFor = async (agencyId: string) => {
      state.accreditedUntil.set(agencyId, new Date(0))
      const { body } = await authorise(sending(basisId))
      state.accreditedUntil.clear()
      return body.code
    }
    expect(await refusedFor(agencies.shelterXB.agencyId)).toBe('recipient_accreditation_lapsed')
    expect(await refusedFor(agencies.police.agencyId)).toBe('sender_accreditation_lapsed')
  })

  test('lapses after 24 hours without a second person, and ends with the vital interest with one', async () => {
    const [alone, confirmed] = [await inDanger(), await inDanger()]
    expect((await authorise(sending(alone.basisId))).status).toBe(200)
    const { body } = await authorise(sending(confirmed.basisId))
    expect((await confirm(body.id)).status).toBe(200)
    // The vital interest itself has its own second person in both.
    for (const { basisId } of [alone, confirmed])
      expect(
        (await send({ ...second, scope: 'consent:confirm' }, 'POST', `/consents/${basisId}/confirmation`)).status,
      ).toBe(200)
    state.ahead = 25 * HOUR
    expect((await submitted(alone.subjectRef)).code).toBe('no_instrument')
    expect((await submitted(confirmed.subjectRef)).code).toBe('permitted')
    // That nobody confirmed it is in the log.
    await enterOverdueReviews()
    const missed = state.entries.filter(({ action }) => action === Action.REVIEW_OVERDUE)
    const codes = (subjectRef: string) => missed.filter(one => one.subjectRef === subjectRef).map(({ code }) => code)
    expect(codes(alone.subjectRef)).toEqual([expect.stringMatching(/^one_case:/)])
    expect(codes(confirmed.subjectRef)).toEqual([])
    state.ahead = 73 * HOUR
    expect((await submitted(confirmed.subjectRef)).code).toBe('consent_expired')
  })

  test('carries no other record of the same person, and no other person', async () => {
    const [one, other] = [await inDanger(), await inDanger()]
    await authorise(sending(one.basisId))
    expect((await submitted(other.subjectRef)).code).toBe('no_instrument')
    expect((await submitted(one.subjectRef)).code).toBe('permitted')
  })

  test.each([
    ['no record', { basisId: undefined }],
    ['a record that is not there', { basisId: randomUUID() }],
    ['another sender', { from: refOf(agencies.health) }],
    ['another recipient', { to: refOf(agencies.policeXB) }],
    ['a recipient in this hub', { to: refOf(agencies.shelter) }],
    ['a recipient that nobody knows', { to: { hub: 'XB', agencyId: randomUUID() } }],
  ])('is not made for %s', async (_, change) => {
    const { basisId } = await inDanger()
    expect((await authorise(sending(basisId, change))).body.code).toBe('one_case_unfit')
  })

  test('is not made for a consent', async () => {
    const subjectRef = register(agencies.police)
    const form = vitalForm(subjectRef, { ...toXB, basis: 'court_order', justification: courtOrder })
    const { body } = await send(officer, 'POST', '/consents', form)
    expect((await authorise(sending(body.id))).body.code).toBe('one_case_unfit')
  })

  test('is given by a focal point alone, freshly signed in, and confirmed by another person of it', async () => {
    const { basisId } = await inDanger()
    expect((await authorise(sending(basisId), { ...officer, scope: 'consent:one-case' })).status).toBe(404)
    expect((await authorise(sending(basisId), { ...focal, signedIn: 600 })).body.code).toBe('step_up_required')
    const { body } = await authorise(sending(basisId))
    expect((await confirm(body.id, focal)).body.code).toBe('second_person_required')
    expect((await confirm(body.id, { ...officer, scope: 'consent:one-case' })).status).toBe(404)
    expect((await confirm(randomUUID())).status).toBe(404)
    expect((await confirm(body.id)).status).toBe(200)
    expect(state.entries.some(({ basisId: logged }) => logged === `one-case:${body.id}`)).toBe(true)
    expect((await confirm(body.id, { ...focal, user: randomUUID() })).body.code).toBe('already_confirmed')
  })

  test('is confirmed by whoever of the focal point is on duty, if anybody else of it is', async () => {
    const { basisId } = await inDanger()
    const { body } = await authorise(sending(basisId))
    state.onDuty = [officer, { ...focal, user: randomUUID() }]
    expect((await confirm(body.id)).body.code).toBe('second_person_not_on_duty')
    state.onDuty = [officer, second]
    expect((await confirm(body.id)).status).toBe(200)
    const kept = await rows('select confirmed_roster from one_case_authorisation where id = $1', [body.id])
    expect(kept).toEqual([{ confirmed_roster: 'agency' }])
  })

  test('is confirmed with an empty rota of the focal point, whoever else is on duty', async () => {
    const { basisId } = await inDanger()
    const { body } = await authorise(sending(basisId))
    state.onDuty = [officer]
    expect((await confirm(body.id)).status).toBe(200)
    const logged = state.entries.find(({ basisId: of }) => of === `one-case:${body.id}`)
    expect(logged?.code).toBe('confirmed_roster:none')
  })

  test('is not confirmed late', async () => {
    const { basisId } = await inDanger()
    const { body } = await authorise(sending(basisId))
    state.ahead = 25 * HOUR
    expect((await confirm(body.id)).body.code).toBe('confirmation_overdue')
  })
})

describe('the focal point is shown', () => {
  const list = async (who: Parameters<typeof send>[0] = focal) => {
    const { body } = await send(who, 'GET', '/one-case-authorisations')
    return { items: body.items as Listed[], waiting: body.waiting as { basisId: string }[] }
  }
  interface Listed {
    id: string
    state: string
    mine: boolean
  }
  const stateOf = async (id: string, who = focal) => (await list(who)).items.find(item => item.id === id)
  const waits = async (basisId: string) => (await list()).waiting.find(one => one.basisId === basisId)

  test('the vital interests that nobody has authorised, by agencies and without the person', async () => {
    const { basisId, subjectRef } = await inDanger()
    const { status, body, text } = await send(focal, 'GET', '/one-case-authorisations')
    expect(status).toBe(200)
    expect(body.waiting.find((one: { basisId: string }) => one.basisId === basisId)).toEqual({
      ...{ basisId, from: refOf(agencies.police), to: toXB.recipients[0] },
      ...{ recordedAt: expect.any(String), endsAt: expect.any(String) },
    })
    expect(text).not.toContain(subjectRef)
    await authorise(sending(basisId))
    expect(await waits(basisId)).toBeUndefined()
  })

  test('one whose authorisation lapsed, anew', async () => {
    const { basisId } = await inDanger()
    const { body } = await authorise(sending(basisId))
    await send({ ...second, scope: 'consent:confirm' }, 'POST', `/consents/${basisId}/confirmation`)
    state.ahead = 25 * HOUR
    expect((await stateOf(body.id))?.state).toBe('lapsed')
    expect(await waits(basisId)).toBeDefined()
  })

  test.each([
    ['in this hub', { recipients: [{ hub: 'XA', agencyType: 'shelter' }] }],
    ['of witness protection', { recipients: [{ hub: 'XB', agencyType: 'witness_protection' }] }],
    ['under that protocol', { protocol: 'witness-protection' }],
  ])('none whose recipient is %s', async (_, change) => {
    const { basisId } = await inDanger(change)
    expect(await waits(basisId)).toBeUndefined()
  })

  test('none that an agreement covers', async () => {
    const { basisId } = await inDanger()
    state.instruments = [TREATY]
    expect(await waits(basisId)).toBeUndefined()
  })

  test('what was agreed on, who has yet to stand behind it, and how it ended', async () => {
    const { basisId } = await inDanger()
    const { body } = await authorise(sending(basisId))
    expect(await stateOf(body.id)).toMatchObject({ state: 'awaits_confirmation', mine: true, basisId })
    expect(await stateOf(body.id, second)).toMatchObject({ mine: false })
    await confirm(body.id)
    expect(await stateOf(body.id)).toMatchObject({ state: 'in_force' })
    state.ahead = 73 * HOUR
    expect(await stateOf(body.id)).toMatchObject({ state: 'ended' })
    state.ahead = 34 * 24 * HOUR
    expect(await stateOf(body.id)).toBeUndefined()
  })

  test('and nobody else is', async () => {
    const others = { ...officer, scope: 'consent:one-case' }
    const { basisId } = await inDanger()
    const { body } = await authorise(sending(basisId))
    const answers = [
      await send(others, 'GET', '/one-case-authorisations'),
      await authorise(sending(basisId), others),
      await confirm(body.id, others),
    ]
    for (const { status } of answers) expect(status).toBe(404)
    expect((await confirm(body.id)).status).toBe(200)
  })
})

describe('in the receiving hub', () => {
  const receiving = (number: string | undefined) => ({
    ...{ from: refOf(agencies.policeXB), to: refOf(agencies.shelter), number, agreedByPhone: true },
  })

  async function arrives(number: string, basis: Basis = Basis.VITAL_INTEREST) {
    const referralId = randomUUID()
    const subjectRef = register(agencies.shelter)
    const grant = { referralId, instrumentId: `one-case:${number}`, basis, codeNameOnly: true, validForHours: 72 }
    await open({
      ...{
        packageId: randomUUID(),
        referralId,
        from: refOf(agencies.policeXB),
        to: refOf(agencies.shelter),
        subjectRef,
      },
      subjectId: state.people.get(subjectRef)?.subjectId ?? '',
      grant: toBinary(SignedGrantSchema, await signedGrant(keysOfXB, grant)),
      ...{ protocol: Protocol.OAS_64_STANDARD, priority: Priority.URGENT, purpose: Purpose.SHELTER },
      ...{ services: [ServiceCategory.HOUSING], protocolId: 'standard-service', protocolVersion: 3 },
      protocolHash: 'ab'.repeat(32),
    })
    const [decided] = await rows('select rule from decision where referral_id = $1', [referralId])
    const read = () => view({ subjectRef, from: agencies.policeXB }, { referralId })
    return { rule: decided?.rule, read }
  }

  test('the package is taken in once this focal point, too, has recorded the number', async () => {
    state.instruments = []
    const number = randomUUID()
    expect((await arrives(number)).rule).toBe('no_instrument')
    expect((await authorise(receiving(number))).body).toMatchObject({ id: number })
    const { rule, read } = await arrives(number)
    expect(rule).toBe('permitted')
    expect((await read()).permit?.instrumentId).toBe(`one-case:${number}`)
    expect((await arrives(randomUUID())).rule).toBe('no_instrument')
    expect((await arrives(number, Basis.CONSENT)).rule).toBe('no_instrument')
    state.ahead = 25 * HOUR
    expect((await read()).code).toBe('no_instrument')
  })

  test('a number is recorded once, and comes from the other focal point', async () => {
    const number = randomUUID()
    expect((await authorise(receiving(undefined))).body.code).toBe('one_case_unfit')
    expect((await authorise(receiving(number))).status).toBe(200)
    expect((await authorise(receiving(number))).body.code).toBe('one_case_number_taken')
  })
})
