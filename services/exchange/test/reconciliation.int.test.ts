import { Action, LedgerState, referralReceived, timestampFromDate } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { aMessage, useForger } from './fixtures/forger.ts'
import type { TestHub } from './fixtures/hub.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, build, POLICE, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb, xc } = await useTwoHubs()
/** Who has taken XA's key. */
const asXa = await useForger(xb, 'XA', xa.keys.exchange.privateKey)
const fromXc = await useForger(xb, 'XC', xc.exchange.privateKey)

const HOUR = 3_600_000
/** After midnight, when the books of the day before yesterday are closed. */
const CLOSED_MS = 50 * HOUR
/** When all of today has ended. */
const AGAIN_MS = 17 * 24 * HOUR
const today = new Date().toISOString().slice(0, 10)

type Row = {
  hub: string
  round: number
  direction: string
  state: string
  messages: number
  found: number
  differences: unknown[]
}
const booksOf = async (hub: TestHub, query = ''): Promise<Row[]> => {
  const days = query === '' ? '?days=31' : `${query}&days=31`
  const { body } = await hub.get(`/reconciliations${days}`, POLICE, 'audit:read')
  return (body as { items: (Row & { day: string })[] }).items.filter(({ day }) => day === today)
}
const withPeer = async (hub: TestHub, peer: string) =>
  (await booksOf(hub))
    .filter(row => row.hub === peer)
    .map(({ direction, state, messages, found }) => [direction, state, messages, found])

async function delivered() {
  const made = aPackage()
  const id = await build(xa, made)
  await xb.until('select 1 from incoming where package_id = $1', [made.packageId])
  await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
  await xa.until(`select 1 from outgoing where message_id = $1 and state = 'delivered'`, [id])
  return { id, referralId: made.referralId }
}

test('two hubs hold their books of a day against one another, and both show what differs', async () => {
  const [kept, lost] = [await delivered(), await delivered()]
  // XB loses one, as from a backup of before; and takes one in that XA never sent.
  await xb.lose(lost.id)
  const forged = aPackage()
  const message = aMessage('XA', forged)
  await asXa.send(message)
  await xb.until('select 1 from incoming where package_id = $1', [forged.packageId])

  // Books begin with a hub's first look at its peers; a clock that is put forward before it would leave out today.
  for (const hub of [xa, xb]) await hub.until('select 1 from peer_since having count(*) = 2')
  for (const hub of [xa, xb]) hub.clock.ahead = CLOSED_MS
  await soon(() => withPeer(xa, 'XB')).toEqual([
    ['received', 'agreed', 0, 0],
    ['sent', 'differs', 2, 2],
  ])
  await soon(() => withPeer(xb, 'XA')).toEqual([
    ['received', 'differs', 2, 2],
    ['sent', 'agreed', 0, 0],
  ])
  const differences = async (hub: TestHub) =>
    Object.fromEntries(
      (await booksOf(hub, '?different=true')).flatMap(({ differences: found }) =>
        (found as { messageId: string; kind: string; referralId: string | null }[]).map(row => [
          row.messageId,
          [row.kind, row.referralId],
        ]),
      ),
    )
  expect(await differences(xa)).toEqual({
    [lost.id]: ['not_here', lost.referralId],
    [message.messageId as string]: ['not_sent', null],
  })
  expect(await differences(xb)).toEqual({
    [lost.id]: ['not_here', null],
    [message.messageId as string]: ['not_sent', forged.referralId],
  })
  // Who was shown that stands in the log of each of the few referrals that were named.
  const asked = { action: Action.EDGE_READ, code: 'reconciliations:days.different' }
  const looks = xa.accessLog.entries.filter(({ code }) => code === asked.code)
  expect(looks).toMatchObject([{ ...asked, referralId: lost.referralId }])
  expect(JSON.stringify(await booksOf(xa))).not.toContain(kept.id)
  for (const hub of [xa, xb])
    await soon(() => hub.lines.filter(line => line.includes('edge.difference')).length).toBe(1)
  // A peer that is away has not answered, and that is to be seen too.
  expect(await withPeer(xa, 'XC')).toEqual([['sent', 'awaited', 0, 0]])
})

test('each day is told once, and what follows in days of its own', async () => {
  const told = () =>
    xa.rows<{ day: string; n: number }>(
      `select to_char(day, 'YYYY-MM-DD') as day, count(*)::int as n from reconciliation
        where direction = 'sent' and peer = 'XB' group by day order by day`,
    )
  for (const hub of [xa, xb]) hub.clock.ahead = CLOSED_MS + 3 * 24 * HOUR
  await soon(async () => (await told()).length).toBe(4)
  expect((await told()).every(({ n }) => n === 1)).toBe(true)
  await soon(async () => (await booksOf(xa)).length).toBe(3)
})

test('each day is told once more when all of it has ended: what was lost after the first time is found', async () => {
  const [lost] = await xb.rows<{ id: string }>(
    `select message_id as id from incoming where peer = 'XA' and kind = 'package' order by received_at limit 1`,
  )
  if (lost === undefined) throw new Error('nothing came')
  await xb.lose(lost.id)
  for (const hub of [xa, xb]) hub.clock.ahead = AGAIN_MS
  await soon(() => withPeer(xb, 'XA')).toEqual([
    ...[
      ['received', 'differs', 2, 2],
      ['received', 'differs', 2, 3],
    ],
    ...[
      ['sent', 'agreed', 0, 0],
      ['sent', 'agreed', 0, 0],
    ],
  ])
  await soon(() => withPeer(xa, 'XB')).toEqual([
    ...[
      ['received', 'agreed', 0, 0],
      ['received', 'agreed', 0, 0],
    ],
    ...[
      ['sent', 'differs', 2, 2],
      ['sent', 'differs', 2, 3],
    ],
  ])
  const named = (await booksOf(xa, '?different=true')).flatMap(({ round, differences }) =>
    round === 2 ? (differences as { messageId: string; kind: string }[]) : [],
  )
  expect(named).toContainEqual(expect.objectContaining({ messageId: lost.id, kind: 'not_here' }))
})

test('a hub that was restored from an older backup tells its days anew, and is answered', async () => {
  await xa.forget(`delete from reconciliation where direction = 'sent' and peer = 'XB' and round = 2`)
  const again = async () =>
    (await booksOf(xa)).flatMap(({ hub, direction, round, state, found }) =>
      hub === 'XB' && direction === 'sent' && round === 2 ? [[state, found]] : [],
    )
  await soon(again).toEqual([['differs', 3]])
  await soon(async () => (await withPeer(xb, 'XA')).filter(([direction]) => direction === 'received').length).toBe(3)
})

test('books that are open still, that say a message twice or go beyond their range are not believed', async () => {
  const at = new Date(Date.now() + xb.clock.ahead)
  const lineOf = (last: number) => ({
    messageId: new Uint8Array(16).fill(last),
    sha256: new Uint8Array(32),
    state: LedgerState.DELIVERED,
  })
  const refusals = async () =>
    (await xb.rows<{ n: number }>(`select coalesce(sum(times), 0)::int as n from refused_in where peer = 'XC'`))[0]?.n
  const good = {
    ...{ day: new Date(at.getTime() - 48 * HOUR).toISOString().slice(0, 10), lines: [lineOf(1)] },
    ...{ fromId: '00000000-0000-0000-0000-000000000000', toId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  }
  const send = (value: typeof good) =>
    fromXc.send(
      aMessage('XC', aPackage(), {
        ...{ sentAt: timestampFromDate(at), expiresAt: timestampFromDate(new Date(at.getTime() + HOUR)) },
        body: { case: 'ledger', value },
      }),
    )
  const before = (await refusals()) ?? 0
  await send({ ...good, day: at.toISOString().slice(0, 10) })
  await send({ ...good, lines: [lineOf(1), lineOf(1)] })
  await send({ ...good, toId: '00000000-0000-0000-0000-000000000001' })
  await soon(refusals).toBe(before + 3)
  // Whoever sent them is told nothing; whoever reads the log sees that there was something.
  const { body } = await xb.get('/edge-refusals', POLICE, 'audit:read')
  const counted = (body as { items: { hub: string; code: string; times: number }[] }).items
  expect(counted.filter(({ hub }) => hub === 'XC').reduce((sum, { times }) => sum + times, 0)).toBe(before + 3)
  await send(good)
  await xb.until(`select 1 from reconciliation where peer = 'XC' and direction = 'received' and found = 1`)
})
