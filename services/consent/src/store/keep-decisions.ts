import type { Store } from '@amparo/store'
import type { DecisionRecord } from '../domain/decision-record.ts'
import type { BasisRecord } from '../domain/record.ts'
import { insertLists, listOf, listRows } from './considered.ts'
import { decisionRow, insertDecisions } from './decisions.ts'
import { type GivenPermit, insertPermits, permitRow } from './permits.ts'

export interface ToKeep {
  readonly decision: DecisionRecord
  /** Given by it; undefined for a denial. */
  readonly permit?: GivenPermit
  /** A basis on record here that must still be in this version, and stay so until the permit is. */
  readonly resting?: Pick<BasisRecord, 'id' | 'version'> | undefined
}

/**
 * A basis that somebody else has locked is left out rather than waited for: a withdrawal keeps nobody waiting but those it concerns. Its
 * version is that of the row as it is locked, not as the statement began.
 */
const KEEP = `
  with resting as materialized (
      select * from unnest($3::uuid[], $4::uuid[], $5::integer[]) as r (decision_id, basis_id, version)),
    held as materialized (select id, version from basis where id = any ($4) for share skip locked),
    undone as materialized (
      select decision_id from resting r
       where not exists (select 1 from held h where h.id = r.basis_id and h.version = r.version)),
    listed as (${insertLists('$6')}),
    permitted as (${insertPermits('$2')} where permit_id not in (select decision_id from undone))
  ${insertDecisions('$1')} where decision_id not in (select decision_id from undone) returning decision_id`

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

/**
 * Several decisions with their permits in one transaction. For each, in their order, whether it is kept: what is not is so because its basis
 * has changed, or is being changed, and nothing of it is there.
 */
export async function keepDecisions(
  sql: Store['statement'],
  known: KnownLists,
  group: readonly ToKeep[],
): Promise<boolean[]> {
  const lists = group.map(({ decision }) => listOf(decision.considered))
  const missing = lists.filter(({ hash }) => !known.has(hash))
  const decisions = group.map(({ decision }, n) => decisionRow(decision, lists[n] ?? listOf(decision.considered)))
  const permits = group.flatMap(({ permit }) => (permit === undefined ? [] : [permitRow(permit)]))
  const resting = group.flatMap(({ decision, resting: basis }) =>
    basis ? [{ ...basis, of: decision.decisionId }] : [],
  )
  const rows = await sql<{ decision_id: string }>(
    KEEP,
    [
      ...[JSON.stringify(decisions), JSON.stringify(permits)],
      ...[resting.map(({ of }) => of), resting.map(({ id }) => id), resting.map(({ version }) => version)],
      JSON.stringify(listRows(missing)),
    ],
    'keep-decisions',
  )
  for (const { hash } of missing) known.add(hash)
  const kept = new Set(rows.map(row => row.decision_id))
  return group.map(({ decision }) => kept.has(decision.decisionId))
}
