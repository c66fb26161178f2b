import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Action, Basis, create, DataCategory, EntrySchema, Purpose, timestampFromDate } from '@amparo/contracts'
import type { Client } from 'pg'
import { leafOf } from '../../../../services/audit/src/commands/append-entry.ts'
import type { BenchLog } from './database.ts'
import { provesWhole } from './whole.ts'

/** Callers that wait for their entry at once; people about whom they ask; rows to a commit of both sides. */
const CALLERS = 2_048
const PEOPLE = 5_000
const AT_ONCE = 512

const people = Array.from({ length: PEOPLE }, () => ({ subjectRef: randomUUID(), referralId: randomUUID() }))
const user = randomUUID()

/** As redaction writes it for each view. */
const anEntry = (n: number) =>
  create(EntrySchema, {
    entryId: randomUUID(),
    ...{ action: Action.VIEW_OPENED, source: 'redaction', userId: user, authentication: 'urn:amparo:acr:mfa' },
    ...people[n % PEOPLE],
    agency: { hub: 'XA', agencyId: 'xa-shelter' },
    recipient: { hub: 'XB', agencyId: 'xb-police' },
    ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: randomUUID(), basisVersion: 1 },
    ...{ policyHash: 'ab'.repeat(32), viewPolicyHash: 'cd'.repeat(32) },
    categories: [DataCategory.IDENTITY, DataCategory.CONTACT, DataCategory.NEEDS],
    withheld: [{ category: DataCategory.HEALTH, reason: 'purpose_outside_mandate', silent: false }],
    occurredAt: timestampFromDate(new Date()),
  })

export interface Throughput {
  readonly perSecond: number
  readonly processor: number
}

/** Entries whose leaf is committed and in the tree, from their fields on, in so many seconds. */
export async function appendFor({ sequencer, store }: BenchLog, seconds: number): Promise<Throughput> {
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

/** The same bytes in rows without tree, keys, index or number, so many to a commit, one commit after the other. */
export async function insertFor(admin: Client, bytesOfRow: number, seconds: number): Promise<Throughput> {
  await admin.query('create table bare (index bigint primary key, bytes bytea not null)')
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

export interface Latency {
  readonly p50: number
  readonly p99: number
  readonly most: number
}

/** Milliseconds until an entry is durable and has its place, at so many a second whatever the answers take. */
export async function appendAt({ sequencer }: BenchLog, perSecond: number, seconds: number): Promise<Latency> {
  const times: number[] = []
  const under = new Set<Promise<void>>()
  const began = performance.now()
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1_000) / perSecond
    if (due > performance.now()) await sleep(due - performance.now())
    const sent = performance.now()
    const one = sequencer.append(leafOf(anEntry(n))).then(() => void times.push(performance.now() - sent))
    under.add(one)
    void one.finally(() => under.delete(one))
  }
  await Promise.all(under)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: times.at(-1) ?? 0 }
}
