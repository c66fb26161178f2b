import { isUuid } from '@amparo/kernel'
import { type Reader, type Store, type Transaction, tidy } from '@amparo/store'
import type { FileDelivery } from './file-deliveries.ts'
import { type FileKept, POSTPONED } from './files.ts'
import type { AgencyKey } from './shares.ts'

export interface ArrivalKey {
  readonly fromHub: string
  readonly deliveryId: string
}

export interface FileArrival extends ArrivalKey {
  /** Or the request for evidence on which it came. */
  readonly referralId: string
  /** Null: it came on a request, and is no person's. */
  readonly subjectId: string | null
  readonly fromAgency: string
  readonly toAgency: string
  /** Of the bundle, in bytes. */
  readonly size: number
  readonly parts: number
  readonly state: 'coming' | 'arrived' | 'quarantined' | 'stored' | 'refused'
  readonly fileId: string | null
  /** It is kept as it came: fingerprint of the key that its agency holds itself. */
  readonly sealedTo: string | null
  /** As which a request for evidence names it, as its sender says. */
  readonly itemId: string | null
  /** Of the bundle's list, hex. Null: it is not there whole, or came before that was kept. */
  readonly sha256: string | null
}

/** One that was announced before stays. */
export async function addArrival(
  { sql }: Transaction,
  one: Omit<FileArrival, 'state' | 'fileId' | 'sealedTo' | 'sha256'>,
  at: Date,
): Promise<void> {
  await sql(
    `insert into file_arrival (from_hub, delivery_id, referral_id, subject_id, from_agency, to_agency, size, parts, item_id, state, announced_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'coming', $10) on conflict do nothing`,
    [
      ...[one.fromHub, one.deliveryId, one.referralId, one.subjectId, one.fromAgency, one.toAgency],
      ...[one.size, one.parts, one.itemId, at],
    ],
  )
}

interface Within {
  readonly delivery: FileDelivery
  readonly file: FileKept
  /** As the receiving agency keeps it. */
  readonly fileId: string
  readonly at: Date
}

/** From another agency of this hub: all of it is there at once. */
export async function addArrivalWithin({ sql }: Transaction, { delivery, file, fileId, at }: Within): Promise<void> {
  await sql(
    `insert into file_arrival (from_hub, delivery_id, referral_id, subject_id, from_agency, to_agency, size, parts, here, state,
                               file_id, announced_at, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, 1, 1, 'stored', $8, $9, $9)`,
    [
      ...[file.by.hub, delivery.deliveryId, delivery.referralId, file.subjectId, file.by.agencyId],
      ...[delivery.to.agencyId, file.size, fileId, at],
    ],
  )
}

const COLUMNS = `from_hub as "fromHub", delivery_id as "deliveryId", referral_id as "referralId", subject_id as "subjectId",
  from_agency as "fromAgency", to_agency as "toAgency", size, parts, state, file_id as "fileId", sealed_to as "sealedTo",
  item_id as "itemId", sha256`
type Row = Omit<FileArrival, 'size'> & { readonly size: string }
const toArrival = ({ size, ...row }: Row): FileArrival => ({ ...row, size: Number(size) })

export async function findArrival(
  { sql }: Reader,
  { fromHub, deliveryId }: ArrivalKey,
): Promise<FileArrival | undefined> {
  if (!isUuid(deliveryId)) return undefined
  const [row] = await sql<Row>(`select ${COLUMNS} from file_arrival where from_hub = $1 and delivery_id = $2`, [
    ...[fromHub, deliveryId],
  ])
  return row && toArrival(row)
}

/** How many of a hub's are under way. */
export async function countComing({ sql }: Reader, fromHub: string): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from file_arrival where from_hub = $1 and state in ('coming', 'arrived')`,
    [fromHub],
  )
  return row?.n ?? 0
}

export interface PartIn extends ArrivalKey {
  readonly number: number
  readonly bytes: Uint8Array
}

/** Those that are there already stay. With the last one that was lacking a file has arrived. */
export async function addPartsIn({ sql }: Transaction, parts: readonly PartIn[]): Promise<void> {
  const added = new Map<string, { readonly of: ArrivalKey; readonly here: number }>()
  for (const { fromHub, deliveryId, number, bytes } of parts) {
    const rows = await sql(
      `insert into file_part_in (from_hub, delivery_id, number, bytes) values ($1, $2, $3, $4) on conflict do nothing returning 1 as one`,
      [fromHub, deliveryId, number, bytes],
    )
    const key = `${fromHub} ${deliveryId}`
    added.set(key, { of: { fromHub, deliveryId }, here: (added.get(key)?.here ?? 0) + rows.length })
    tidy()
  }
  // Of two instances that take the last two the second waits here for the first.
  for (const { of, here } of added.values())
    await sql(
      `update file_arrival set here = here + $3, state = case when here + $3 = parts then 'arrived' else state end
        where from_hub = $1 and delivery_id = $2 and state = 'coming'`,
      [of.fromHub, of.deliveryId, here],
    )
}

/** Both ends of each range included. */
export const missingParts = (
  { sql }: Reader,
  { fromHub, deliveryId, parts }: Pick<FileArrival, 'fromHub' | 'deliveryId' | 'parts'>,
): Promise<{ first: number; last: number }[]> =>
  sql(
    `select lower(range) as first, upper(range) - 1 as last from unnest(
       int4multirange(int4range(0, $3::int)) - coalesce(
         (select range_agg(int4range(number, number + 1)) from file_part_in where from_hub = $1 and delivery_id = $2), '{}')
     ) as range order by 1`,
    [fromHub, deliveryId, parts],
  )

/** Bytes of the bundle, from one on, into `room`: as many as it takes, fewer at its end. Answers how many. */
export async function bytesIn(
  { copyOut }: Pick<Store, 'copyOut'>,
  { fromHub, deliveryId }: ArrivalKey,
  { at, partBytes, room }: { readonly at: number; readonly partBytes: number; readonly room: Uint8Array },
): Promise<number> {
  let filled = 0
  for (let was = -1; filled < room.byteLength && filled > was; ) {
    was = filled
    const number = Math.floor((at + filled) / partBytes)
    const from = at + filled - number * partBytes
    await copyOut(
      'select substring(bytes from $4 for $5) from file_part_in where from_hub = $1 and delivery_id = $2 and number = $3',
      [fromHub, deliveryId, number, from + 1, Math.min(partBytes - from, room.byteLength - filled)],
      bytes => {
        room.set(bytes, filled)
        filled += bytes.byteLength
      },
    )
  }
  return filled
}

/** The one that has waited longest to be opened, of those whose turn it is. */
export async function nextArrived({ sql }: Pick<Reader, 'sql'>, now: Date): Promise<FileArrival | undefined> {
  const [row] = await sql<Row>(
    `select ${COLUMNS} from file_arrival where state = 'arrived' and try_at <= $1 order by announced_at limit 1`,
    [now],
  )
  return row && toArrival(row)
}

export const postponeArrival = ({ sql }: Transaction, { fromHub, deliveryId }: ArrivalKey, now: Date) =>
  sql(`update file_arrival set ${POSTPONED} where delivery_id = $1 and from_hub = $3`, [deliveryId, now, fromHub])

/** A new try to open it, and what is made of it. */
export const saveOpening = ({ sql }: Transaction, { fromHub, deliveryId }: ArrivalKey, fileId: string | null) =>
  sql('update file_arrival set file_id = $3 where from_hub = $1 and delivery_id = $2', [fromHub, deliveryId, fileId])

/** All of it is there. */
export const saveHashOfList = ({ sql }: Transaction, { fromHub, deliveryId }: ArrivalKey, sha256: string) =>
  sql('update file_arrival set sha256 = $3 where from_hub = $1 and delivery_id = $2', [fromHub, deliveryId, sha256])

/** The bundle is of no more use. */
export async function settleArrival(
  { sql }: Transaction,
  { fromHub, deliveryId }: ArrivalKey,
  {
    state,
    code,
    at,
  }: { readonly state: 'quarantined' | 'stored' | 'refused'; readonly code: string; readonly at: Date },
): Promise<void> {
  await sql(
    `update file_arrival set state = $3, code = nullif($4, ''), settled_at = $5 where from_hub = $1 and delivery_id = $2`,
    [fromHub, deliveryId, state, code, at],
  )
  await sql('delete from file_part_in where from_hub = $1 and delivery_id = $2', [fromHub, deliveryId])
}

/** Its parts stay: nothing here opens them. */
export const keepSealed = (
  { sql }: Transaction,
  { fromHub, deliveryId }: ArrivalKey,
  { sealedTo, at }: { readonly sealedTo: string; readonly at: Date },
) =>
  sql(
    `update file_arrival set state = 'stored', sealed_to = $3, settled_at = $4 where from_hub = $1 and delivery_id = $2`,
    [fromHub, deliveryId, sealedTo, at],
  )

/** For that agency, from whatever hub. */
export async function findArrivalHere(
  { sql }: Reader,
  deliveryId: string,
  toAgency: string,
): Promise<FileArrival | undefined> {
  const [row] = await sql<Row>(`select ${COLUMNS} from file_arrival where delivery_id = $1 and to_agency = $2`, [
    ...[deliveryId, toAgency],
  ])
  return row && toArrival(row)
}

/** Whose sender has given up long ago. */
export const dropLost = ({ sql }: Pick<Reader, 'sql'>, announcedBefore: Date): Promise<unknown> =>
  sql(`delete from file_arrival where state = 'coming' and announced_at < $1`, [announcedBefore])

interface ShownArrival {
  readonly deliveryId: string
  readonly fileId: string | null
  readonly from: AgencyKey
  readonly state: FileArrival['state']
  readonly sealedTo: string | null
  readonly itemId: string | null
  readonly code: string | null
  /** Of the bundle: how much is there. */
  readonly parts: number
  readonly here: number
  readonly announcedAt: Date
}

/** What came for an agency with a referral, newest last. */
export async function arrivalsOf({ sql }: Reader, referralId: string, toAgency: string): Promise<ShownArrival[]> {
  const rows = await sql<Omit<ShownArrival, 'from'> & { readonly hub: string; readonly agencyId: string }>(
    `select delivery_id as "deliveryId", file_id as "fileId", from_hub as hub, from_agency as "agencyId", state,
            sealed_to as "sealedTo", item_id as "itemId", code, parts,
            case when state = 'coming' then here else parts end as here, announced_at as "announcedAt"
       from file_arrival where referral_id = $1 and to_agency = $2 order by announced_at, delivery_id limit 500`,
    [referralId, toAgency],
  )
  return rows.map(({ hub, agencyId, ...row }) => ({ ...row, from: { hub, agencyId } }))
}

/** As which a file came. */
export async function arrivalOfFile({ sql }: Reader, fileId: string): Promise<FileArrival | undefined> {
  const [row] = await sql<Row>(`select ${COLUMNS} from file_arrival where file_id = $1`, [fileId])
  return row && toArrival(row)
}
