import { randomUUID } from 'node:crypto'
import { fileBuilt, fileStored, messageBuilt, messageStored } from '@amparo/contracts'
import { expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { AUTHORITY_XA, AUTHORITY_XB, useRequests } from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage } from './fixtures/two-hubs.ts'

const { xa, xb, sent, both } = await useRequests()
const [FROM, TO] = [
  { hub: 'XA', agencyId: AUTHORITY_XA },
  { hub: 'XB', agencyId: AUTHORITY_XB },
]
/** After midnight, when the books of the day before yesterday are closed. */
const CLOSED_MS = 50 * 3_600_000
const today = new Date().toISOString().slice(0, 10)

/** In which messages of the day these went, that XA says were delivered; what is asked about parts of a file, if it is in time, is none of them. */
const messagesOf = async (ids: readonly string[]) => {
  const find = () =>
    xa.rows<{ id: string; kind: string }>(
      `select message_id as id, kind from outgoing
        where (package_id = any ($1) or referral_id = any ($1)) and state = 'delivered' and kind <> 'file_question'
        order by kind`,
      [ids],
    )
  await soon(async () => (await find()).length).toBe(ids.length)
  return find()
}
const differences = async (hub: TestHub) => {
  const { body } = await hub.get('/reconciliations?different=true', AUTHORITY_XA, 'audit:read')
  const { items } = body as { items: { day: string; differences: { messageId: string; kind: string }[] }[] }
  return items.filter(({ day }) => day === today).flatMap(({ differences: found }) => found)
}

test('a request for evidence, a message about it and a file of it are in the books: both hubs see which of them is gone', async () => {
  const requestId = await sent()
  await both(requestId, 'requested')
  const { packageId: messageId, ciphertext, sha256 } = aPackage()
  await xa.publish(messageBuilt, { messageId, referralId: randomUUID(), ciphertext, sha256, from: FROM, to: TO })
  const deliveryId = randomUUID()
  await xa.publish(fileBuilt, { deliveryId, referralId: randomUUID(), from: FROM, to: TO, size: 100n, parts: 1 })
  for (const id of [messageId, deliveryId]) await xb.until('select 1 from incoming where package_id = $1', [id])
  await xb.publish(messageStored, { messageId, referralId: requestId, from: FROM, to: TO })
  await xb.publish(fileStored, { deliveryId, fromHub: 'XA' })
  const carried = await messagesOf([requestId, messageId, deliveryId])
  expect(carried.map(({ kind }) => kind)).toEqual(['evidence_request', 'file', 'message'])
  // XB loses all three, as from a backup of before.
  for (const { id } of carried) await xb.lose(id)

  for (const hub of [xa, xb]) hub.clock.ahead = CLOSED_MS
  const gone = carried.map(({ id }) => id).toSorted()
  for (const hub of [xa, xb]) {
    await soon(async () => (await differences(hub)).map(({ messageId: id }) => id).toSorted()).toEqual(gone)
    expect((await differences(hub)).every(({ kind }) => kind === 'not_here')).toBe(true)
  }
})
