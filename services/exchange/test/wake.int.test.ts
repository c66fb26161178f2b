import { randomUUID } from 'node:crypto'
import { referralChanged, referralReceived, timestampFromDate } from '@amparo/contracts'
import { beforeAll, expect, test } from 'vitest'
import { aPackage, build, POLICE, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const POLL_MS = 120_000
/** So seldom do they look by themselves that whatever is quick was told to look. */
const { xa, xb } = await useTwoHubs({ pollMs: POLL_MS })

beforeAll(async () => {
  // Their first look is over, and the lines are open.
  const warm = await build(xa, aPackage())
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [warm])
})

test('what is queued is sent when its transaction has committed, there and back', async () => {
  const made = aPackage()
  const began = performance.now()
  const id = await build(xa, made)
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [id])
  await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [id])
  expect(performance.now() - began).toBeLessThan(POLL_MS / 4)
})

test('what waited for a final statement is sent when that has come', async () => {
  const made = aPackage()
  const id = await build(xa, made)
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [id])
  const update = await xa.publish(
    referralChanged,
    {
      ...{
        referralId: made.referralId,
        steps: [{ number: 2, step: 'cancel', at: timestampFromDate(new Date()), data: '{}' }],
      },
      ...{ by: { hub: 'XA', agencyId: POLICE }, counterpart: { hub: 'XB', agencyId: SHELTER } },
    },
    randomUUID(),
  )
  await xa.until('select 1 from outgoing where message_id = $1', [update])
  const began = performance.now()
  await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'delivered'", [update])
  expect(performance.now() - began).toBeLessThan(POLL_MS / 4)
})
