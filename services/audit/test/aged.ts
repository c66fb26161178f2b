import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  EntrySchema,
  fromBinary,
  HeldRequestSchema,
  HeldSchema,
  held,
  timestampDate,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { openFileKeyStore, requestHash, signStatement, wrappingKeyId } from '@amparo/crypto'
import { commitmentTo, merkleLeaf, sha256 } from '@amparo/crypto/tlog'
import type { Nats } from '@amparo/messaging'
import { openHalf, sealHalf } from '../src/store/half-cipher.ts'
import type { LeafColumns } from '../src/store/leaf-rows.ts'
import { keyContextOf } from '../src/store/open-keys.ts'
import type { useAudit } from './support.ts'

const HASH_BYTES = 32

type Audit = Awaited<ReturnType<typeof useAudit>>

interface Aged extends Pick<Audit, 'sql'> {
  readonly env: Pick<Audit['env'], 'AMPARO_KEYSTORE_DIR'>
}

/** Leaves that were taken in an earlier month under that month's key: as if the service had run then. */
export async function backdate({ sql, env }: Aged, months: number): Promise<void> {
  const then = `now() - interval '${months} months'`
  await sql('alter table audit.leaf disable trigger user')
  await sql(`update audit.leaf set taken_at = ${then}`)
  await sql('alter table audit.leaf enable trigger user')
  const keyStore = await openFileKeyStore(env.AMPARO_KEYSTORE_DIR)
  const [month] = await sql<{ id: string; name: string; wrapped: Buffer; then: string }>(
    `select *, 'month/' || to_char(${then}, 'YYYY-MM') as then from audit.half_key where name like 'month/%'`,
  )
  if (month === undefined) throw new Error('the log has no month')
  const key = await keyStore.unwrap(month.wrapped, keyContextOf(month.name))
  const renamed = await keyStore.wrap(wrappingKeyId(month.wrapped), key, keyContextOf(month.then))
  await sql('alter table audit.half_key disable trigger user')
  await sql('update audit.half_key set name = $2, wrapped = $3 where id = $1', [
    ...[month.id, month.then, Buffer.from(renamed)],
  ])
  await sql('alter table audit.half_key enable trigger user')
}

/** Entries of the log as they would be had they been made at another time: leaf and all, so that what is searched of them is no other. */
export async function redate(
  { sql, env }: Aged,
  entryIds: readonly string[],
  at: (before: Date) => Date,
): Promise<void> {
  const keyStore = await openFileKeyStore(env.AMPARO_KEYSTORE_DIR)
  const rows = await sql<LeafColumns & { name: string; wrapped: Buffer }>(
    'select leaf.*, name, wrapped from audit.leaf join audit.half_key on half_key.id = actor_key where entry_id = any ($1)',
    [entryIds],
  )
  await sql('alter table audit.leaf disable trigger user')
  for (const { entry_id: entryId, actor, record, name, wrapped } of rows) {
    const month = await keyStore.unwrap(wrapped, keyContextOf(name))
    const of = { entryId, half: 'actor' } as const
    const { bytes, salt } = openHalf(month, actor, of)
    const entry = fromBinary(EntrySchema, bytes)
    entry.occurredAt = timestampFromDate(at(entry.occurredAt ? timestampDate(entry.occurredAt) : new Date()))
    const redated = { bytes: toBinary(EntrySchema, entry), salt }
    const sealed = sealHalf(month, redated, of)
    const leaf = Buffer.from(record)
    // Commitments to both halves, and hashes of both as they are kept.
    leaf.set(commitmentTo(redated.bytes, salt), leaf.length - 4 * HASH_BYTES)
    leaf.set(sha256(sealed), leaf.length - 2 * HASH_BYTES)
    await sql('update audit.leaf set actor = $2, record = $3, leaf_hash = $4 where entry_id = $1', [
      ...[entryId, Buffer.from(sealed), leaf, merkleLeaf(leaf)],
    ])
  }
  await sql('alter table audit.leaf enable trigger user')
  await sql('update audit.projection set form = 0')
}

/** For how long XA keeps its log; answers the file's path. */
export function retentionIn(
  dir: string,
  name: string,
  months: number,
  holds: readonly object[] = [],
  unread?: object,
): string {
  const path = join(dir, name)
  writeFileSync(path, JSON.stringify({ version: 1, about: 'test', jurisdictions: { XA: { months, holds, unread } } }))
  return path
}

/** As redaction, which knows of whom nothing may be lost. Answers what it was asked. `meanwhile`: once it is settled what it says, before it is heard. */
export function answerHeld(
  redaction: Nats,
  { redactionSign }: Pick<Audit, 'redactionSign'>,
  people: ReadonlySet<string>,
  meanwhile: () => Promise<void> = async () => {},
): string[] {
  const asked: string[] = []
  redaction.answer(held, async request => {
    asked.push(...request.subjectRefs)
    const stated = {
      requestHash: requestHash(toBinary(HeldRequestSchema, request)),
      subjectRefs: request.subjectRefs.filter(ref => people.has(ref)),
      expiresAt: timestampFromDate(new Date(Date.now() + 20_000)),
    }
    await meanwhile()
    return { held: signStatement(HeldSchema, stated, 'held.v1', redactionSign) }
  })
  return asked
}
