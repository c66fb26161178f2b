import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { leafOf } from '../../../../services/audit/src/commands/append-entry.ts'
import { anEntry } from './an-entry.ts'
import type { Writer } from './database.ts'
import { provesWhole } from './whole.ts'

/** Callers that wait for their entry at once; rows to a commit of both sides. */
const CALLERS = 2_048
const AT_ONCE = 512

export interface Throughput {
  readonly perSecond: number
  readonly processor: number
}

/** Entries whose leaf is committed and in the tree, from their fields on, in so many seconds. */
export async function appendFor({ sequencer, store }: Writer, seconds: number): Promise<Throughput> {
  let done = 0
  let counting = false
  let end = Number.POSITIVE_INFINITY
  const callers = Array.from({ length: CALLERS }, async (_, caller) => {
    for (let n = caller; performance.now() < end; n += CALLERS) {
      await sequencer.append(leafOf(anEntry(n)))
      if (counting) done += 1
    }
  })
  // Keys of all people are drawn, and code is warm.
  await sleep(3_000)
  counting = true
  const [began, before] = [performance.now(), process.cpuUsage()]
  end = began + seconds * 1_000
  await sleep(seconds * 1_000)
  counting = false
  const took = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(before)
  const measured = { perSecond: done / took, processor: (user + system) / done }
  await Promise.all(callers)
  await provesWhole(store)
  return measured
}

/** For bare rows. */
export async function freshTable(admin: Client): Promise<void> {
  await admin.query('drop table if exists bare')
  await admin.query('create table bare (index bigint primary key, bytes bytea not null)')
}

/** The same bytes in rows without tree, keys, index or number, so many to a commit, one commit after the other. */
export async function insertFor(admin: Client, bytesOfRow: number, seconds: number): Promise<Throughput> {
  await freshTable(admin)
  const row = Buffer.alloc(bytesOfRow, 7)
  let done = 0
  const batch = async () => {
    await admin.query('insert into bare select * from unnest($1::bigint[], $2::bytea[])', [
      Array.from({ length: AT_ONCE }, (_, i) => done + i),
      Array.from({ length: AT_ONCE }, () => row),
    ])
    done += AT_ONCE
  }
  for (const end = performance.now() + 2_000; performance.now() < end; ) await batch()
  const [began, from, before] = [performance.now(), done, process.cpuUsage()]
  while (performance.now() < began + seconds * 1_000) await batch()
  const { user, system } = process.cpuUsage(before)
  const count = done - from
  return { perSecond: count / ((performance.now() - began) / 1_000), processor: (user + system) / count }
}
