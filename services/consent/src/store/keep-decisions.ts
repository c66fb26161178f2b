import type { Store, Transaction } from '@amparo/store'
import { isSameAgency } from '../domain/agency.ts'
import type { DecisionRecord } from '../domain/decision-record.ts'
import type { BasisRecord } from '../domain/record.ts'
import { insertLists, listOf, listRows } from './considered.ts'
import { DECISION_COLUMNS, DECISION_TYPES, decisionRow } from './decisions.ts'
import { type GivenPermit, insertPermits, lastSubmission, PERMIT_TYPES, permitPart } from './permits.ts'
import { planName } from './plan-name.ts'
import type { Stamp } from './record-stamps.ts'

/** What a decision was made on without being read for it. */
export interface Assumed {
  /** What is on record of the person is still as it was. */
  readonly stamps: readonly Stamp[]
  /** The last permit to submit the referral is this one, or there is none, and no grant of another hub. */
  readonly submission: string | undefined
}

export interface ToKeep {
  readonly decision: DecisionRecord
  /** Given by it; undefined for a denial. */
  readonly permit?: GivenPermit
  /** A basis on record here that must still be in this version, and stay so until the permit is. */
  readonly resting?: Pick<BasisRecord, 'id' | 'version'> | undefined
  readonly assumed?: Assumed | undefined
}

/**
 * A basis that somebody else has locked is left out rather than waited for: a withdrawal keeps nobody waiting but those it concerns. Its
 * version is that of the row as it is locked, not as the statement began. What is assumed is compared as the statement begins.
 *
 * Lists are taken from a `select`, so that PostgreSQL does not see how long they are as it plans. Where it does, a plan of its own for each
 * short list looks better to it than the one that it keeps, as soon as the tables are large, and planning costs more than all the rest.
 */
const KEEP = `
  with asked as materialized (
      select * from json_to_recordset($1) as a (${DECISION_TYPES}, ${PERMIT_TYPES}, resting integer, stamps integer[], assumed boolean,
        submission uuid)),
    held as materialized (select id, version from basis where id = any ((select $2::uuid[])::uuid[]) for share skip locked),
    moved as materialized (
      select h.n from unnest((select $3::text[]), (select $4::bigint[])) with ordinality as h (key, version, n)
       where not exists (select 1 from record_stamp s where s.key = h.key and s.version = h.version)),
    kept as materialized (
      select * from asked a
       where (a.resting is null or exists (select 1 from held h where h.id = ($2::uuid[])[a.resting] and h.version = a.basis_version))
         and (not a.assumed or (not exists (select 1 from moved where n = any (a.stamps))
           and a.submission is not distinct from (${lastSubmission('a.referral_id')})
           and not exists (select 1 from imported_grant g where g.referral_id = a.referral_id)))),
    listed as (${insertLists('$5')}),
    permitted as (${insertPermits('kept')})
  insert into decision (${DECISION_COLUMNS}) select ${DECISION_COLUMNS} from kept returning decision_id`

const planned = planName('keep-decisions')

/** Lists that this process knows to be there. They are never deleted, so what is known of them stays true. */
export interface KnownLists {
  has(hash: string): boolean
  add(hash: string): void
}

const MOST_LISTS = 20_000

export function knownLists(): KnownLists {
  const known = new Set<string>()
  return {
    has: hash => known.has(hash),
    add: hash => {
      if (known.size >= MOST_LISTS) known.clear()
      known.add(hash)
    },
  }
}

const NONE: KnownLists = { has: () => false, add: () => {} }

/** By itself, in a transaction in which what it rests on is held already. */
export const keepDecision = ({ sql }: Transaction, one: Pick<ToKeep, 'decision' | 'permit'>): Promise<unknown> =>
  keepDecisions(sql, NONE, [one])

/**
 * Several decisions with their permits in one transaction. For each, in their order, whether it is kept: what is not is so because what it
 * rests on has changed, or is being changed, and nothing of it is there.
 */
export async function keepDecisions(
  sql: Store['statement'],
  known: KnownLists,
  group: readonly ToKeep[],
): Promise<boolean[]> {
  const lists = group.map(({ decision }) => listOf(decision.considered))
  const missing = lists.filter(({ hash }) => !known.has(hash))
  const stamps = distinct(
    group.flatMap(({ assumed }) => assumed?.stamps ?? []),
    ({ key, version }) => `${version} ${key}`,
  )
  const resting = distinct(
    group.flatMap(({ resting: basis }) => basis ?? []),
    ({ id }) => id,
  )
  const asked = group.map((one, n) => ({
    ...decisionRow(one.decision, lists[n] ?? listOf(one.decision.considered)),
    ...permitPart(one.permit),
    turned: one.permit !== undefined && !isSameAgency(one.permit.sender, one.decision.sender),
    resting: one.resting && resting.placeOf(one.resting),
    stamps: one.assumed?.stamps.map(stamps.placeOf),
    assumed: one.assumed !== undefined,
    submission: one.assumed?.submission,
  }))
  const rows = await sql<{ decision_id: string }>(
    KEEP,
    [
      ...[JSON.stringify(asked), resting.list.map(({ id }) => id)],
      ...[
        stamps.list.map(({ key }) => key),
        stamps.list.map(({ version }) => version),
        JSON.stringify(listRows(missing)),
      ],
    ],
    planned(group.length),
  )
  for (const { hash } of missing) known.add(hash)
  const kept = new Set(rows.map(row => row.decision_id))
  return group.map(({ decision }) => kept.has(decision.decisionId))
}

/** Each once, and where it stands, from 1. */
function distinct<T>(all: readonly T[], keyOf: (one: T) => string) {
  const list = [...new Map(all.map(one => [keyOf(one), one])).values()]
  const places = new Map(list.map((one, n) => [keyOf(one), n + 1]))
  return { list, placeOf: (one: T) => places.get(keyOf(one)) }
}
