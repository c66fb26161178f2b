import { provesInclusion } from '@amparo/crypto/tlog'
import type { Client } from 'pg'
import {
  append,
  emptyFrontier,
  type Frontier,
  type HashedSubtree,
} from '../../../../services/audit/src/domain/frontier.ts'
import { isStored } from '../../../../services/audit/src/domain/levels.ts'
import { hasher } from '../../../../services/audit/src/hasher.ts'
import { proveEntry } from '../../../../services/audit/src/queries/proofs.ts'
import type { Database, Writer } from './database.ts'

const AT_ONCE = 100_000
const WARM = 100
const TIMES = 2_000

/**
 * A log of so many leaves of version 1, whose entries hold nothing: a proof reads their hashes. The table is filled past its triggers; what is
 * in it is what the service would have put there.
 */
export async function fillLog(admin: Client, count: number): Promise<void> {
  await admin.query('set search_path to audit')
  await admin.query('set session_replication_role to replica')
  await admin.query('truncate leaf, subtree')
  let frontier: Frontier = emptyFrontier
  for (let first = 0; first < count; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE, count) - 1
    const { rows } = await admin.query<{ leaf_hash: Buffer }>(
      `insert into leaf (index, entry_id, record, leaf_hash, source, sequence, taken_at, actor, actor_salt,
                         subject, subject_salt)
       select n, md5(n::text)::uuid, '', sha256(int8send(n)), 'redaction', n + 1, now(), '', sha256(''), '', sha256('')
         from generate_series($1::bigint, $2::bigint) as n returning leaf_hash`,
      [first, last],
    )
    const subtrees: HashedSubtree[] = []
    for (const row of rows) {
      const grown = append(frontier, row.leaf_hash, hasher)
      frontier = grown.frontier
      subtrees.push(...grown.completed.filter(isStored))
    }
    await admin.query('insert into subtree select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])', [
      subtrees.map(({ level }) => level),
      subtrees.map(({ index }) => index),
      subtrees.map(({ hash }) => Buffer.from(hash)),
    ])
  }
  await admin.query('set session_replication_role to origin')
  await admin.query('vacuum analyze leaf, subtree')
}

/** Milliseconds for the proof of one entry anywhere in it, one after the other; each is checked. */
export async function proveFor({ store }: Writer, { admin }: Database, count: number) {
  const prove = proveEntry(store, { forReading: async () => new Map() })
  const times: number[] = []
  for (let n = 0; n < WARM + TIMES; n++) {
    const at = Math.floor(Math.random() * count)
    const [row] = (await admin.query<{ id: string }>('select md5($1::text)::uuid as id', [String(at)])).rows
    const began = performance.now()
    const { index, leafHash, proof, head } = await prove(row?.id ?? '')
    if (n >= WARM) times.push(performance.now() - began)
    if (index !== at || !provesInclusion({ leaf: leafHash, index, proof, ...head })) throw new Error('a proof fails')
  }
  times.sort((a, b) => a - b)
  const share = (of: number) => times[Math.floor(times.length * of)] ?? 0
  return { p50: share(0.5), p99: share(0.99) }
}
