import { randomBytes, randomUUID } from 'node:crypto'
import { consentWithdrawn, statementMade, statementReceived } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb } = await useTwoHubs()

/** As consent of XA makes it known; what it says is nobody's business here. */
const say = async (size = 500, toHub = 'XB') => {
  const statementId = randomUUID()
  const signed = { statement: new Uint8Array(randomBytes(size)), signature: 'armored' }
  await xa.publish(statementMade, { statementId, toHub, signed })
  return { statementId, signed }
}
const heard = async (statementId: string) =>
  (await xb.told(statementReceived)).filter(({ statement }) => statement?.statementId === statementId)
const outgoing = async (id: string) =>
  (await xa.rows('select state, code, message from outgoing where referral_id = $1', [id]))[0]

test('what the consent service of one hub says reaches that of the other as it was signed, once', async () => {
  const { statementId, signed } = await say()
  await soon(() => heard(statementId)).toMatchObject([{ fromHub: 'XA', statement: { statementId, signed } }])
  await soon(() => outgoing(statementId)).toMatchObject({ state: 'delivered' })
  expect(await heard(statementId)).toHaveLength(1)
})

test('a list of many grants goes; one that is too large is not believed', async () => {
  const [list, flood] = [await say(160_000), await say(400_000)]
  await soon(() => heard(list.statementId)).toHaveLength(1)
  expect(await heard(flood.statementId)).toEqual([])
})

test('to a hub to which there is no way nothing is queued', async () => {
  const { statementId } = await say(500, 'XZ')
  await soon(async () => xa.lines.some(line => line.includes(statementId) && line.includes('peer_unknown'))).toBe(true)
  expect(await outgoing(statementId)).toBeUndefined()
})

test('what is on its way and rests on what was taken back goes no further, and its bytes are gone', async () => {
  const [halted, other] = [aPackage(), aPackage()]
  for (const made of [halted, other]) await build(xa, made)
  const rowOf = async ({ packageId }: APackage) =>
    (await xa.rows('select state, code, message from outgoing where package_id = $1', [packageId]))[0]
  await soon(() => rowOf(halted)).toMatchObject({ state: 'relayed' })
  await xa.publish(consentWithdrawn, { basisId: randomUUID(), referralIds: [halted.referralId] })
  await soon(() => rowOf(halted)).toMatchObject({ state: 'expired', code: 'consent_withdrawn', message: null })
  expect((await rowOf(other))?.['message']).not.toBeNull()
  // That it has ended is stated as of whatever else, signed, and told to the hub to which it went.
  const stated = (hub: typeof xa) =>
    hub.rows(
      `select issuer, code from evidence where kind = 'expired' and signature is not null
         and about_message_id = (select message_id from ${hub === xa ? 'outgoing' : 'incoming'} where package_id = $1 and kind = 'package')`,
      [halted.packageId],
    )
  await soon(() => stated(xa)).toEqual([{ issuer: 'XA', code: 'consent_withdrawn' }])
  await soon(() => stated(xb)).toEqual([{ issuer: 'XA', code: null }])
})

test('what was built before that and is heard of after it never leaves; what is built on a decision of after it does', async () => {
  const [late, barrier, anew] = [aPackage(), aPackage(), aPackage()]
  const rowOf = async ({ packageId }: APackage) =>
    (await xa.rows('select state, code, message, attempts from outgoing where package_id = $1', [packageId]))[0]
  const isAt = async ({ packageId }: APackage) =>
    (await xb.rows('select 1 from incoming where package_id = $1', [packageId])).length > 0
  const referralIds = [late.referralId, anew.referralId]
  const withdrawn = await xa.publish(consentWithdrawn, { basisId: randomUUID(), referralIds })
  await xa.until('select 1 from inbox where event_id = $1', [withdrawn])
  for (const supplement of [false, true]) await build(xa, { ...late, packageId: randomUUID() }, { supplement })
  await build(xa, late)
  await soon(() => rowOf(late)).toMatchObject({
    state: 'expired',
    code: 'consent_withdrawn',
    message: null,
    attempts: 0,
  })
  await build(xa, barrier)
  await soon(() => isAt(barrier)).toBe(true)
  expect(await xb.rows('select 1 from incoming where referral_id = $1', [late.referralId])).toEqual([])
  await soon(() =>
    xa.rows(
      `select e.code from evidence e join outgoing o on o.message_id = about_message_id
        where o.referral_id = $1 and e.kind = 'expired' and e.signature is not null`,
      [late.referralId],
    ),
  ).toEqual(Array(3).fill({ code: 'consent_withdrawn' }))
  await xa.forget(`update withdrawn set at = at - interval '1 minute' where referral_id = '${anew.referralId}'`)
  await build(xa, anew)
  await soon(() => isAt(anew)).toBe(true)
})
