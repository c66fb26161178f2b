import { decodePayload, usesMoved } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, get, step, rows } = await useReferral()
const SUPERVISOR = 'referral:read referral:assign'

type Said = { status: number; body: { code?: string; allowedActions: { step: string }[] } }
const refused = ({ status, body }: Said) => [status, body.code]
const offered = async (who: typeof SENDER, id: string) =>
  ((await get(who, `/referrals/${id}`)).body.allowedActions as { step: string }[])
    .map(action => action.step)
    .filter(name => ['ask-permission', 'permit-use', 'refuse-use'].includes(name))
const sent = async (changes: object = {}): Promise<string> => (await submit(SENDER, changes)).body.id
const ask = (id: string, use: string) => step(RECIPIENT, id, 'ask-permission', { use })

/** To whom the running question is due. */
const permission = async (id: string) =>
  rows(`select owner_agency, due_at from due where referral_id = $1 and deadline = 'permission'`, [id])

describe('in an ordinary referral', () => {
  test('its recipient asks for another use, whoever sent it answers in time, and both hubs are told what of', async () => {
    const { body } = await submit(SENDER)
    expect(body.protocolVersion).toBe(2)
    const { id } = body
    expect([await offered(RECIPIENT, id), await offered(SENDER, id)]).toEqual([['ask-permission'], []])
    expect(await permission(id)).toEqual([])
    expect((await ask(id, 'export')).status).toBe(200)
    expect(await permission(id)).toMatchObject([{ owner_agency: SENDER.agencyId }])
    expect([await offered(RECIPIENT, id), await offered(SENDER, id)]).toEqual([[], ['permit-use', 'refuse-use']])

    expect(refused(await ask(id, 'pass-on-as-person-agreed'))).toEqual([409, 'use_not_answered'])
    const other = { use: 'pass-on-as-person-agreed', permitted: 'as-asked' }
    expect(refused(await step(SENDER, id, 'permit-use', other))).toEqual([409, 'use_not_asked'])
    const answer = { use: 'export', permitted: 'once-only', until: '2999-12-31' }
    expect((await step(SENDER, id, 'permit-use', answer)).status).toBe(200)
    expect(refused(await step(SENDER, id, 'permit-use', answer))).toEqual([409, 'use_not_asked'])
    expect(await permission(id)).toEqual([])

    const told = await rows('select payload from outbox where aggregate_id = $1 and type = $2', [id, usesMoved.type])
    const all = told.map(({ payload }) => decodePayload(usesMoved, payload))
    expect(all.map(({ step, about, by }) => [step, about, by?.agencyId])).toEqual([
      ['ask-permission', 'export', RECIPIENT.agencyId],
      ['permit-use', 'export:once-only', SENDER.agencyId],
    ])
    expect(all.at(-1)?.uses).toMatchObject([{ use: 'export', n: 1, state: 'permitted', how: 'once-only' }])
  })

  test('nobody asks for what leave may not let, and the referral itself goes on', async () => {
    const id = await sent()
    for (const use of ['as-evidence-in-court', 'other-investigation', 'disclose-to-defence', 'civil-proceedings'])
      expect([use, ...refused(await ask(id, use))]).toEqual([use, 409, 'use_beyond_purpose'])
    expect(refused(await ask(id, 'pass-to-police'))).toEqual([400, 'request_invalid'])
    // Nor is it offered.
    const { usesToAsk, allowedActions } = (await get(RECIPIENT, `/referrals/${id}`)).body
    expect(usesToAsk).toEqual(['pass-on-as-person-agreed', 'export'])
    expect(allowedActions.find((action: { step: string }) => action.step === 'ask-permission').data.properties).toEqual(
      { use: { enum: usesToAsk } },
    )
    expect((await step(RECIPIENT, id, 'accept')).status).toBe(200)
    expect((await ask(id, 'export')).status).toBe(200)
    // Help does not wait for the answer.
    expect((await step(RECIPIENT, id, 'start')).status).toBe(200)
    expect((await step(SENDER, id, 'refuse-use', { use: 'export', reason: 'person-does-not-agree' })).status).toBe(200)
    expect(await offered(RECIPIENT, id)).toEqual(['ask-permission'])
  })

  test('neither side asks or answers for the other, and none that is no party at all', async () => {
    const id = await sent()
    expect((await step(SENDER, id, 'ask-permission', { use: 'export' })).status).toBe(409)
    await ask(id, 'export')
    expect((await step(RECIPIENT, id, 'permit-use', { use: 'export', permitted: 'as-asked' })).status).toBe(409)
    const without = { ...RECIPIENT, scope: 'referral:read referral:work' }
    expect((await step(without, id, 'ask-permission', { use: 'export' })).status).toBe(404)
  })

  test('that began under version 1 nobody is asked, and it stays there to its end', async () => {
    const id = await sent()
    await rows('update referral set protocol_version = 1 where id = $1', [id])
    await rows(`update step set data = data || '{"version": 1}' where referral_id = $1 and step = 'submit'`, [id])
    expect((await get(RECIPIENT, `/referrals/${id}`)).body.protocolVersion).toBe(1)
    expect(await offered(RECIPIENT, id)).toEqual([])
    expect((await get(RECIPIENT, `/referrals/${id}`)).body.usesToAsk).toEqual([])
    expect((await ask(id, 'export')).status).toBe(400)
    const supervisor = { ...SENDER, scope: SUPERVISOR }
    expect(refused(await step(supervisor, id, 'migrate', { version: 2 }))).toEqual([409, 'no_newer_version'])
    expect((await step(RECIPIENT, id, 'accept')).status).toBe(200)
  })
})
