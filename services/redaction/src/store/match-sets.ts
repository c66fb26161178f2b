import type { Reader, Transaction } from '@amparo/store'

/** Of one other hub and one epoch. */
interface Of {
  readonly peer: string
  readonly epoch: string
}

export interface OwnSet extends Of {
  /** Among the data keys. */
  readonly keyId: string
  readonly entries: Buffer
  readonly sha256: string
}

export async function findOwnSet({ sql }: Reader, { peer, epoch }: Of): Promise<OwnSet | undefined> {
  const [row] = await sql<OwnSet>(
    'select peer, epoch, key_id as "keyId", entries, sha256 from match_set where peer = $1 and epoch = $2',
    [peer, epoch],
  )
  return row
}

/** Of whom something is in it, and by which version of their record. */
export interface Member {
  readonly subjectId: string
  readonly version: number
}

/** Whoever was erased while it was made is in it, and no member. False, and nothing is stored, if there is one already. */
export async function addOwnSet(
  { sql }: Transaction,
  s: OwnSet & { readonly members: readonly Member[] },
  at: Date,
): Promise<boolean> {
  const { peer, epoch } = s
  const added = await sql(
    `insert into match_set (peer, epoch, key_id, entries, sha256, made_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning 1 as added`,
    [peer, epoch, s.keyId, s.entries, s.sha256, at],
  )
  if (added.length === 0) return false
  await sql(
    `insert into match_set_member (peer, epoch, subject_id, version)
     select $1, $2, m."subjectId", m.version from jsonb_to_recordset($3) as m ("subjectId" uuid, version integer)
       join subject on subject.id = m."subjectId"`,
    [peer, epoch, JSON.stringify(s.members)],
  )
  return true
}

/** Members of whom that hub may not hear any more, whatever their record says. */
export async function isAnyBarred({ sql }: Reader, { peer, epoch }: Of): Promise<boolean> {
  const rows = await sql(
    `select 1 as one from match_set_member m
      where m.peer = $1 and m.epoch = $2 and m.subject_id not in (select i.subject_id from indexed i where ${ANSWERABLE})
      limit 1`,
    [peer, epoch],
  )
  return rows.length > 0
}

/** Members whose record has another version by now; and those with linked records, whose own members' versions nobody keeps. */
export async function changedMembers({ sql }: Reader, { peer, epoch }: Of): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select m.subject_id as id from match_set_member m
      where m.peer = $1 and m.epoch = $2
        and (exists (select from record r where r.subject_id = m.subject_id and r.version > m.version)
          or exists (select from record_link l where m.subject_id in (l.one, l.other)))`,
    [peer, epoch],
  )
  return rows.map(({ id }) => id)
}

/** Of which epochs there are any. */
export async function ownSets({ sql }: Pick<Reader, 'sql'>): Promise<(Of & { readonly keyId: string })[]> {
  return sql('select peer, epoch, key_id as "keyId" from match_set order by epoch, peer')
}

/** In the order of ids. */
export async function setKeysAfter({ sql }: Reader, keyId: string | undefined, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select key_id as id from match_set where $1::uuid is null or key_id > $1 order by key_id limit $2`,
    [keyId ?? null, limit],
  )
  return rows.map(row => row.id)
}

export const removeOwnSet = async ({ sql }: Transaction, { peer, epoch }: Of): Promise<void> =>
  void (await sql('delete from match_set where peer = $1 and epoch = $2', [peer, epoch]))

export interface PeerSet extends Of {
  readonly publicKey: Buffer
  readonly sha256: string
  readonly entries: Buffer
}

export async function findPeerSet({ sql }: Reader, { peer, epoch }: Of): Promise<PeerSet | undefined> {
  const [row] = await sql<PeerSet>(
    'select peer, epoch, public_key as "publicKey", sha256, entries from match_peer_set where peer = $1 and epoch = $2',
    [peer, epoch],
  )
  return row
}

/** The first that came is kept. False if that is another one. */
export async function keepPeerSet({ sql }: Transaction, s: PeerSet, at: Date): Promise<boolean> {
  await sql(
    `insert into match_peer_set (peer, epoch, public_key, sha256, entries, received_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [s.peer, s.epoch, s.publicKey, s.sha256, s.entries, at],
  )
  const kept = await sql(
    'select 1 as one from match_peer_set where peer = $1 and epoch = $2 and public_key = $3 and sha256 = $4',
    [s.peer, s.epoch, s.publicKey, s.sha256],
  )
  return kept.length > 0
}

/** Those of epochs before that one. */
export const removePeerSets = async ({ sql }: Transaction, epoch: string): Promise<void> =>
  void (await sql('delete from match_peer_set where epoch < $1', [epoch]))

/** Of another hub, $1: indexed, so in no compartment; not kept from everybody but one agency; and excluding nobody there, by this record or a linked one. */
const ANSWERABLE = `not i.barred
        and not exists (select from restriction r where r.subject_id = i.subject_id)
        and not exists (select from excluded e where e.hub = $1 and e.subject_id in (select records_of_person(i.subject_id)))`

/**
 * Those who may be known to another hub by what they are found by, after an id.
 */
export async function answerable(
  { sql }: Reader,
  { peer, after, limit }: { readonly peer: string; readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select i.subject_id as id from indexed i
      where ($2::uuid is null or i.subject_id > $2) and ${ANSWERABLE}
      order by i.subject_id limit $3`,
    [peer, after ?? null, limit],
  )
  return rows.map(({ id }) => id)
}
