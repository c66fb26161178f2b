import { randomUUID } from 'node:crypto'
import { create, type Duty, DutyRequestSchema, DutySchema, duty, toBinary } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { afterEach, expect, test } from 'vitest'
import { useReferral } from './fixtures/service.ts'

const { as, trust, post, rows } = await useReferral()

const HOUR = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()
const [police, shelter] = [randomUUID(), randomUUID()]
const [officer, colleague, carer] = [randomUUID(), randomUUID(), randomUUID()]

afterEach(() => rows('update rota set removed_at = now(), removed_by = by_user where removed_at is null'))

const plan = async (agencyId: string, userId: string, from: number, to: number) => {
  const supervisor = { hub: 'XA', agencyId, user: randomUUID(), scope: 'referral:assign' }
  const { status, body } = await post(supervisor, '/rota', { userId, from: at(from), to: at(to) })
  expect(status).toBe(201)
  return { remove: () => post(supervisor, `/rota/${body.id}/removal`) }
}

/** As consent asks, of what the officer of the police did alone. */
async function ask(
  userId: string,
  userAgencyId: string,
): Promise<Pick<Duty, 'userOnDuty' | 'agencyStaffed' | 'othersStaffed'>> {
  const about = { agencyId: police, withoutUserId: officer, userId, userAgencyId }
  const request = create(DutyRequestSchema, { nonce: randomUUID(), ...about })
  const { duty: signed } = await (await as('consent')).ask(duty, request)
  const expected = { now: new Date(), requestHash: requestHash(toBinary(DutyRequestSchema, request)) }
  const stated = verifyStatement(DutySchema, 'duty.v1', signed, trust.keyOf('referral'), expected)
  const { userOnDuty, agencyStaffed, othersStaffed } = stated
  return { userOnDuty, agencyStaffed, othersStaffed }
}

test('with empty rotas nobody is on duty anywhere', async () => {
  expect(await ask(colleague, police)).toEqual({ userOnDuty: false, agencyStaffed: false, othersStaffed: false })
})

test('who is on duty now is: not who was, nor who will be, nor whose shift was removed', async () => {
  await plan(police, colleague, 21, 29)
  await rows(`update rota set starts_at = starts_at - interval '30 hours', ends_at = ends_at - interval '30 hours'`)
  await plan(police, randomUUID(), 1, 9)
  const { remove } = await plan(police, randomUUID(), -1, 8)
  expect(await ask(colleague, police)).toMatchObject({ userOnDuty: false, agencyStaffed: true })
  expect((await remove()).status).toBe(200)
  expect(await ask(colleague, police)).toMatchObject({ userOnDuty: false, agencyStaffed: false })
  await plan(police, colleague, -1, 8)
  expect(await ask(colleague, police)).toMatchObject({ userOnDuty: true, agencyStaffed: true, othersStaffed: false })
})

test('the officer is no second person, though on duty', async () => {
  await plan(police, officer, -1, 8)
  expect(await ask(officer, police)).toEqual({ userOnDuty: false, agencyStaffed: false, othersStaffed: false })
})

test('a shift counts for its own agency, whatever the asker claims', async () => {
  await plan(shelter, carer, -1, 8)
  expect(await ask(carer, shelter)).toEqual({ userOnDuty: true, agencyStaffed: false, othersStaffed: true })
  expect(await ask(carer, police)).toEqual({ userOnDuty: false, agencyStaffed: false, othersStaffed: true })
})

test('an id that is none is nobody’s', async () => {
  await plan(shelter, carer, -1, 8)
  expect(await ask('nobody', 'nowhere')).toMatchObject({ userOnDuty: false })
})
