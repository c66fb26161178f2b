import { randomUUID } from 'node:crypto'
import {
  AgencyType,
  DataCategory,
  Priority,
  Protocol,
  Purpose,
  ServiceCategory,
  SignedGrantSchema,
  toBinary,
} from '@amparo/contracts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { consentForm, toXB } from './fixtures/forms.ts'
import { signedGrant } from './fixtures/grants.ts'
import { makeHubKeys } from './fixtures/hub-keys.ts'
import { TREATY } from './fixtures/neighbours.ts'
import { agencies, refOf } from './fixtures/parties.ts'
import { questionsTo } from './fixtures/questions.ts'
import { useConsent } from './fixtures/service.ts'

const service = await useConsent()
const { send, register, rows, state, open } = service
const { submit, view, pack } = questionsTo(service)
const officer = { agency: agencies.police, user: randomUUID() }
const keysOfXB = await makeHubKeys('XB')

beforeAll(() => {
  state.hubs.set('XB', keysOfXB)
})
afterEach(() => {
  Object.assign(state, { ahead: 0, instruments: [TREATY] })
  state.suspended.clear()
})

async function submitted(to = agencies.shelter, change: object = {}) {
  const subjectRef = register(agencies.police)
  const { body } = await send(officer, 'POST', '/consents', consentForm(subjectRef, change))
  const { permit } = await submit({ subjectRef, user: officer.user, to })
  if (!permit) throw new Error('not permitted')
  return { subjectRef, permit, referralId: permit.referralId, basisId: String(body.id) }
}

describe('what the recipient of a referral writes to its sender', () => {
  test('is read there as long as the referral could be opened here, for the same categories, by that reader', async () => {
    const { subjectRef, permit, referralId } = await submitted()
    const user = randomUUID()
    const read = await view({ subjectRef, user, from: agencies.shelter, to: agencies.police }, { referralId })
    expect(read.permit).toMatchObject({ referralId, userId: user, recipient: refOf(agencies.police) })
    expect([permit.recipientType, read.permit?.recipientType]).toEqual([AgencyType.SHELTER, AgencyType.POLICE])
    expect(read.permit?.categories).toEqual(permit.categories)
  })

  test('is not read once the consent is withdrawn or has ended', async () => {
    const { subjectRef, referralId, basisId } = await submitted()
    const read = () => view({ subjectRef, from: agencies.shelter, to: agencies.police }, { referralId })
    state.ahead = 80 * 365 * 24 * 3_600_000
    expect((await read()).code).toBe('consent_expired')
    state.ahead = 0
    const { status } = await send(officer, 'POST', `/consents/${basisId}/withdrawal`, {
      inPrivate: true,
      duressChecked: true,
    })
    expect(status).toBe(200)
    expect((await read()).code).toBe('consent_withdrawn')
  })

  test('is nobody else’s to read: another agency, another person, an unknown referral', async () => {
    const { subjectRef, referralId, permit } = await submitted()
    const theirs = register(agencies.otherShelter, { subjectId: permit.subjectId })
    const other = { subjectRef: theirs, from: agencies.shelter, to: agencies.otherShelter }
    expect((await view(other, { referralId })).code).toBe('no_lawful_basis')
    const another = { subjectRef: register(agencies.police), from: agencies.shelter, to: agencies.police }
    expect((await view(another, { referralId })).code).toBe('no_lawful_basis')
    expect((await view({ ...another, subjectRef })).code).toBe('no_lawful_basis')
  })

  test('lets nobody submit anything the other way round', async () => {
    const { referralId, permit } = await submitted()
    const theirs = register(agencies.shelter, { subjectId: permit.subjectId })
    const back = submit({ subjectRef: theirs, from: agencies.shelter, to: agencies.police }, { referralId })
    expect((await back).code).not.toBe('permitted')
  })
})

describe('across a border', () => {
  test('the sender reads what came back while the instrument is in force', async () => {
    const { subjectRef, referralId } = await submitted(agencies.shelterXB, toXB)
    const read = () => view({ subjectRef, from: agencies.shelterXB, to: agencies.police }, { referralId })
    expect((await read()).code).toBe('permitted')
    state.instruments = []
    expect((await read()).code).toBe('no_instrument')
  })

  /** A referral of XB's police to the shelter here. */
  async function came() {
    const subjectRef = register(agencies.shelter)
    const subjectId = state.people.get(subjectRef)?.subjectId ?? ''
    const ids = { packageId: randomUUID(), referralId: randomUUID() }
    const parties = { from: refOf(agencies.policeXB), to: refOf(agencies.shelter) }
    const grant = toBinary(SignedGrantSchema, await signedGrant(keysOfXB, { referralId: ids.referralId }))
    await open({
      ...{ ...ids, ...parties, subjectRef, subjectId, grant },
      ...{ protocol: Protocol.OAS_64_STANDARD, priority: Priority.URGENT, purpose: Purpose.SHELTER },
      services: [ServiceCategory.HOUSING],
    })
    expect(await rows('select 1 from imported_grant where referral_id = $1', [ids.referralId])).toHaveLength(1)
    return { subjectRef, ...ids }
  }

  test('the recipient answers on the grant that came with the referral, and no new grant is made of it', async () => {
    const { subjectRef, referralId } = await came()
    const answer = await pack({ subjectRef, from: agencies.shelter, to: agencies.policeXB }, { referralId })
    expect(answer.permit).toMatchObject({ referralId, recipient: refOf(agencies.policeXB) })
    expect(answer.permit?.categories).toContain(DataCategory.NEEDS)
    expect(answer.grant).toBeUndefined()
  })

  test('it answers nobody but the agency that sent it, and not once the grant has ended', async () => {
    const { subjectRef, referralId } = await came()
    const to = agencies.shelterXB
    expect((await pack({ subjectRef, from: agencies.shelter, to }, { referralId })).code).toBe('no_lawful_basis')
    state.ahead = 80 * 365 * 24 * 3_600_000
    const late = await pack({ subjectRef, from: agencies.shelter, to: agencies.policeXB }, { referralId })
    expect(late.code).toBe('consent_expired')
  })
})
