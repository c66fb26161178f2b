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

export async function addOwnSet({ sql }: Transaction, s: OwnSet, at: Date): Promise<void> {
  await sql('insert into match_set (peer, epoch, key_id, entries, sha256, made_at) values ($1, $2, $3, $4, $5, $6)', [
    s.peer,
    s.epoch,
    s.keyId,
    s.entries,
    s.sha256,
    at,
  ])
}

/** Of which epochs there are any. */
export async function ownSets({ sql }: Reader): Promise<(Of & { readonly keyId: string })[]> {
  return sql('select peer, epoch, key_id as "keyId" from match_set order by epoch, peer')
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

/** The first that came is kept. */
export async function keepPeerSet({ sql }: Transaction, s: PeerSet, at: Date): Promise<void> {
  await sql(
    `insert into match_peer_set (peer, epoch, public_key, sha256, entries, received_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [s.peer, s.epoch, s.publicKey, s.sha256, s.entries, at],
  )
}

/** Those of epochs before that one. */
export const removePeerSets = async ({ sql }: Transaction, epoch: string): Promise<void> =>
  void (await sql('delete from match_peer_set where epoch < $1', [epoch]))

/**
 * Those who may be known to another hub by what they are found by, after an id: indexed, so in no compartment; not kept from everybody but one
 * agency; and excluding nobody of that hub, by this record or a linked one.
 */
export async function answerable(
  { sql }: Reader,
  { peer, after, limit }: { readonly peer: string; readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select i.subject_id as id from indexed i
      where not i.barred and ($2::uuid is null or i.subject_id > $2)
        and not exists (select from restriction r where r.subject_id = i.subject_id)
        and not exists (select from excluded e where e.hub = $1 and e.subject_id in (select records_of_person(i.subject_id)))
      order by i.subject_id limit $3`,
    [peer, after ?? null, limit],
  )
  return rows.map(({ id }) => id)
}
