import { AgencyType, decodePayload, referralSubmitted, usesMoved } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { PEER, REFERRED_ON } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, get, step, state, rows } = await useReferral()
const CODES = { handling: 'h2', source: 'source-b', information: 'information-3' }
const TOLD = { protocol: 'spontaneous-transmission', priority: 'normal', services: [] }

beforeEach(() => {
  state.came.clear()
  for (const { agencyId } of [RECIPIENT, PEER]) state.types[agencyId] = AgencyType.PROSECUTION
})

const told = async (id: string) => {
  const found = await rows('select payload from outbox where aggregate_id = $1 and type = $2', [id, usesMoved.type])
  return found.map(({ payload }) => decodePayload(usesMoved, payload))
}

describe('what one authority tells another unasked', () => {
  test('is not sent without handling code and evaluation, nor with codes that are on no list', async () => {
    const { status, body } = await submit(SENDER, TOLD)
    expect([status, body.errors]).toEqual([400, [{ pointer: '/itemCodes', code: 'required' }]])
    for (const wrong of [{ handling: 'h4' }, { source: 'a' }, { information: 'information-0' }, { more: 'x' }])
      expect((await submit(SENDER, { ...TOLD, itemCodes: { ...CODES, ...wrong } })).status).toBe(400)
  })

  test('is sent with them, to redaction too, and both sides see them', async () => {
    const { status, body } = await submit(SENDER, { ...TOLD, itemCodes: CODES })
    expect([status, body.itemCodes]).toEqual([201, CODES])
    expect((await get(RECIPIENT, `/referrals/${body.id}`)).body.itemCodes).toEqual(CODES)
    const [row] = await rows('select payload from outbox where aggregate_id = $1 and type = $2', [
      ...[body.id, referralSubmitted.type],
    ])
    expect(decodePayload(referralSubmitted, row.payload).itemCodes).toMatchObject(CODES)
  })

  test('takes its codes from nobody under a protocol that asks for none', async () => {
    state.types[RECIPIENT.agencyId] = AgencyType.SHELTER
    expect((await submit(SENDER, { itemCodes: CODES })).body.errors).toEqual([
      { pointer: '/itemCodes', code: 'not_allowed' },
    ])
  })

  test('goes on as it came, under whatever protocol, and under no other codes', async () => {
    state.came.set(REFERRED_ON, CODES)
    const on = { subjectRef: REFERRED_ON, to: PEER }
    const other = await submit(RECIPIENT, { ...TOLD, ...on, itemCodes: { ...CODES, handling: 'h0' } })
    expect([other.status, other.body.code]).toEqual([409, 'item_codes_differ'])
    expect((await submit(RECIPIENT, { ...TOLD, ...on })).body.itemCodes).toEqual(CODES)
    state.types[PEER.agencyId] = AgencyType.SHELTER
    expect((await submit(RECIPIENT, on)).body.itemCodes).toEqual(CODES)
  })

  test('is used otherwise as asked and answered: each question and answer is told, once', async () => {
    const { id } = (await submit(SENDER, { ...TOLD, itemCodes: CODES })).body
    for (const [who, name, data] of [
      [RECIPIENT, 'accept', { conditionsAccepted: true }],
      [RECIPIENT, 'ask-permission', { use: 'export' }],
      [SENDER, 'permit-use', { permitted: 'once-only', until: '2999-12-31' }],
      [RECIPIENT, 'report-use', { result: 'under-investigation' }],
    ] as const)
      expect((await step(who, id, name, data)).status, name).toBe(200)
    const all = await told(id)
    expect(all.map(({ step, about, by }) => [step, about, by?.agencyId])).toEqual([
      ['ask-permission', 'export', RECIPIENT.agencyId],
      ['permit-use', 'once-only', SENDER.agencyId],
    ])
    expect(all.at(-1)?.uses).toMatchObject([{ use: 'export', n: 1, state: 'permitted', how: 'once-only' }])
    expect(all.every(({ userId }) => userId !== '')).toBe(true)
  })
})
