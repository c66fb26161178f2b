import { randomUUID } from 'node:crypto'
import { messageBuilt, messageOpened, messageStored, requestNews } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { AUTHORITY_XA, AUTHORITY_XB, COMPLETE, PROSECUTION, useRequests } from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage } from './fixtures/two-hubs.ts'

const { xa, xb, ways, sent, take, both, look } = await useRequests()
const MINUTE = 60_000
const { 'detention-until': _, ...answers } = COMPLETE
const URGENT = { priority: 'urgent', answers: { ...answers, 'urgent-because': ['custody-ends'] } }

/** What the own agency is to phone about. */
const toPhone = async (id: string, agency: string): Promise<string[]> => {
  const { body } = await xa.get('/evidence-requests/calls', agency, 'evidence:request')
  const items = body['items'] as { requestId: string; deadline: string; kind: string }[]
  return items.filter(({ requestId, kind }) => requestId === id && kind === 'phone').map(({ deadline }) => deadline)
}
const unstated = async (id: string) => {
  // Whoever asks sees it, and not the phone alone.
  const { unstated, phone } = (await look(id)) as unknown as { unstated: string[]; phone: string | null }
  return phone === null ? 'no phone' : unstated
}
const stated = async (id: string) => {
  const { body } = await xa.get(`/evidence-requests/${id}/evidence`, AUTHORITY_XA, 'evidence:request')
  const items = body['items'] as { issuer: string; kind: string; signature: string; about: { carried: string } }[]
  return items.filter(({ about }) => about.carried === 'request').map(({ issuer, kind }) => `${issuer} ${kind}`)
}
/** A text of it comes, as redaction of XA seals it, and lies in the vault of XB. */
const aTextOf = async (requestId: string) => {
  const { packageId: messageId, ciphertext, sha256 } = aPackage()
  const [from, to] = [
    { hub: 'XA', agencyId: AUTHORITY_XA },
    { hub: 'XB', agencyId: AUTHORITY_XB },
  ]
  await xa.publish(messageBuilt, { messageId, referralId: requestId, ciphertext, sha256, from, to })
  await xb.until('select 1 from incoming where package_id = $1', [messageId])
  await xb.publish(messageStored, { messageId, referralId: requestId, from, to })
  return messageId
}

test('an urgent request of which the other hub states in five minutes not that it came, and in thirty not that it was opened, is told by phone', async () => {
  await xb.stop()
  const id = await sent(URGENT)
  xa.clock.ahead = 4 * MINUTE
  await new Promise(resolve => setTimeout(resolve, 500))
  expect([await toPhone(id, AUTHORITY_XA), await unstated(id)]).toEqual([[], []])

  xa.clock.ahead = 5 * MINUTE + 1_000
  for (const agency of [AUTHORITY_XA, PROSECUTION]) await soon(() => toPhone(id, agency)).toEqual(['delivered'])
  expect(await unstated(id)).toEqual(['delivered'])
  await soon(() => stated(id)).toEqual(expect.arrayContaining(['XA not_relayed', 'XA not_delivered']))
  const called = (await xa.told(requestNews)).filter(one => one.requestId === id && one.what === 'request-called')
  expect(called.map(({ agencyId }) => agencyId).toSorted()).toEqual([AUTHORITY_XA, PROSECUTION].toSorted())

  // It is tried on, and comes: nobody has to phone about that any more.
  await xb.start(ways.xb)
  await soon(() => toPhone(id, AUTHORITY_XA)).toEqual([])
  expect([await unstated(id), await stated(id)]).toEqual([[], expect.arrayContaining(['XB delivered'])])

  xa.clock.ahead = 30 * MINUTE + 1_000
  await soon(() => toPhone(id, AUTHORITY_XA)).toEqual(['retrieved'])
  expect(await unstated(id)).toEqual(['retrieved'])
  await xb.publish(messageOpened, { messageId: await aTextOf(id), fromHub: 'XA' })
  await soon(() => toPhone(id, AUTHORITY_XA)).toEqual([])
  expect([await unstated(id), await stated(id)]).toEqual([[], expect.arrayContaining(['XB retrieved'])])
})

test('nobody phones about one that was answered, nor about an ordinary one', async () => {
  xa.clock.ahead = 0
  const [answered, ordinary] = [await sent(URGENT), await sent({ answers })]
  await both(answered, 'requested')
  await both(ordinary, 'requested')
  await take(xb, answered, 'acknowledge')
  await both(answered, 'acknowledged')
  xa.clock.ahead = 31 * MINUTE
  await xa.publish(messageOpened, { messageId: randomUUID(), fromHub: 'XB' })
  await new Promise(resolve => setTimeout(resolve, 500))
  for (const id of [answered, ordinary]) expect(await toPhone(id, AUTHORITY_XA)).toEqual([])
  expect(await unstated(answered)).toEqual([])
  expect(await stated(ordinary)).not.toContain('XA not_retrieved')
})
