import { type Reader, type Store, type Transaction, tidy } from '@amparo/store'
import type { FileStatement } from '../domain/incriminating.ts'
import { notFlushed, POSTPONED } from './files.ts'
import type { Delivery } from './messages.ts'
import type { AgencyKey } from './shares.ts'

export interface FileDelivery {
  readonly deliveryId: string
  readonly fileId: string
  /** Or the request for evidence on which it goes. */
  readonly referralId: string
  /** Of this hub, which hands it over. Null: whoever keeps it. */
  readonly fromAgency: string | null
  /** Of an item of a request. */
  readonly evaluation: string | null
  readonly to: AgencyKey
  readonly purpose: string
  readonly basis: string
  readonly handling: string
  /** What was said of what in it incriminates the person; null: nobody had to. */
  readonly incriminating: FileStatement | null
  /** By which it was handed over, `amparo.audit.v1.Entry`. Null: before that was kept. */
  readonly entry: Uint8Array | null
}

/** One whose turn it is. */
export interface ToSeal extends FileDelivery {
  readonly askedAt: Date
}

/** One that went and was refused, with what it was sealed to and signed with. */
export interface RefusedDelivery extends FileDelivery {
  readonly sealedTo: string
  readonly signedBy: string
  /** How often it has been handed over. */
  readonly made: number
}

/** False if it is on its way already, or was delivered with that referral. */
export async function addDelivery({ sql }: Transaction, one: FileDelivery, at: Date, made = 1): Promise<boolean> {
  const { deliveryId, fileId, referralId, to, purpose, basis, handling, fromAgency, evaluation, incriminating } = one
  const rows = await sql(
    `insert into file_delivery (delivery_id, file_id, referral_id, to_hub, to_agency, purpose, basis, handling, state, asked_at,
                                from_agency, evaluation, made, incriminating, entry)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'sealing', $9, $10, $11, $12, $13, $14) on conflict do nothing returning 1 as one`,
    [
      ...[deliveryId, fileId, referralId, to.hub, to.agencyId, purpose, basis, handling, at],
      ...[fromAgency, evaluation, made, incriminating, one.entry],
    ],
  )
  return rows.length > 0
}

interface AgencyColumns {
  readonly hub: string
  readonly agencyId: string
}

type Row = Omit<FileDelivery, 'to'> & AgencyColumns

/** Nothing of a person whom one agency alone may open goes to another hub; inside this one it is decided again when it is opened. */
const MAY_LEAVE = `not exists (
  select from file f join restriction r using (subject_id)
   where f.file_id = file_delivery.file_id and f.by_hub <> file_delivery.to_hub)`

/** The one that has waited longest to be sealed, of those whose turn it is. What may not leave yet waits. */
export async function nextToSeal({ sql }: Pick<Reader, 'sql'>, now: Date): Promise<ToSeal | undefined> {
  const [row] = await sql<Row & Pick<ToSeal, 'askedAt'>>(
    `select ${DELIVERY}, asked_at as "askedAt" from file_delivery where state = 'sealing' and try_at <= $1 and ${MAY_LEAVE} order by asked_at limit 1`,
    [now],
  )
  return row && toDelivery(row)
}

const DELIVERY = `delivery_id as "deliveryId", file_id as "fileId", referral_id as "referralId", to_hub as hub,
            to_agency as "agencyId", purpose, basis, handling, from_agency as "fromAgency", evaluation, incriminating, entry`
const toDelivery = <R extends Row>({ hub, agencyId, ...rest }: R) => ({ ...rest, to: { hub, agencyId } })

export async function findDelivery({ sql }: Reader, deliveryId: string): Promise<RefusedDelivery | undefined> {
  const [row] = await sql<Row & Pick<RefusedDelivery, 'sealedTo' | 'signedBy' | 'made'>>(
    `select ${DELIVERY}, coalesce(sealed_to, '') as "sealedTo", coalesce(signed_by, '') as "signedBy", made
       from file_delivery where delivery_id = $1`,
    [deliveryId],
  )
  return row && toDelivery(row)
}

export const postponeDelivery = ({ sql }: Transaction, deliveryId: string, now: Date): Promise<unknown> =>
  sql(`update file_delivery set ${POSTPONED} where delivery_id = $1`, [deliveryId, now])

/** Begun anew. */
export const dropPartsOut = ({ sql }: Transaction, deliveryId: string): Promise<unknown> =>
  sql('delete from file_part_out where delivery_id = $1', [deliveryId])

/** It counts with saveSealed. */
export async function addPartOut(tx: Transaction, deliveryId: string, number: number, bytes: Uint8Array) {
  await notFlushed(tx)
  await tx.sql('insert into file_part_out (delivery_id, number, bytes) values ($1, $2, $3)', [
    deliveryId,
    number,
    bytes,
  ])
  tidy()
}

/** A part goes out of the database in pieces: a message of its size is put together in a buffer that is doubled and doubled. */
const COPIED_BYTES = 64 * 1024

/** No part is longer than `partBytes`. */
export async function findPartOut(
  { copyOut }: Pick<Store, 'copyOut'>,
  {
    deliveryId,
    number,
    partBytes,
  }: { readonly deliveryId: string; readonly number: number; readonly partBytes: number },
): Promise<Uint8Array | undefined> {
  const part = Buffer.allocUnsafeSlow(partBytes)
  let filled = 0
  await copyOut(
    `select substring(bytes from at for $3)
       from file_part_out join file_delivery using (delivery_id), generate_series(1, octet_length(bytes), $3) as at
      where delivery_id = $1 and number = $2 and state = 'sent' order by at`,
    [deliveryId, number, COPIED_BYTES],
    bytes => {
      part.set(bytes, filled)
      filled += bytes.byteLength
    },
  )
  return filled === 0 ? undefined : part.subarray(0, filled)
}

interface SealedFile extends Pick<RefusedDelivery, 'deliveryId' | 'sealedTo' | 'signedBy'> {
  readonly size: number
}

/** False if it was stopped while it was sealed, or may not leave any more. */
export async function saveSealed(
  { sql }: Transaction,
  { deliveryId, size, sealedTo, signedBy }: SealedFile,
): Promise<boolean> {
  const rows = await sql(
    `update file_delivery set state = 'sent', size = $2, sealed_to = $3, signed_by = $4
      where delivery_id = $1 and state = 'sealing' and ${MAY_LEAVE} returning 1 as one`,
    [deliveryId, size, sealedTo, signedBy],
  )
  return rows.length > 0
}

/** How many of its parts the other hub has; what was said before and comes later takes nothing back. */
export const saveCarried = ({ sql }: Transaction, deliveryId: string, parts: number): Promise<unknown> =>
  sql('update file_delivery set carried = $2 where delivery_id = $1 and carried < $2', [deliveryId, parts])

/** Within this hub: there is nothing to be carried. False if it was stopped before. */
export async function saveDelivered({ sql }: Transaction, deliveryId: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update file_delivery set state = 'delivered', settled_at = $2
      where delivery_id = $1 and state = 'sealing' returning 1 as one`,
    [deliveryId, at],
  )
  return rows.length > 0
}

/** What was handed over with these referrals and is not there yet goes no further, and no part of it is kept. Answers how many. */
export async function stopDeliveries(
  tx: Transaction,
  referralIds: readonly string[],
  { code, at }: { readonly code: string; readonly at: Date },
): Promise<number> {
  const stopped = await tx.sql<{ id: string }>(
    `update file_delivery set state = 'expired', code = $2, settled_at = $3
      where referral_id::text = any ($1) and state in ('sealing', 'sent') returning delivery_id as id`,
    [[...referralIds], code, at],
  )
  for (const { id } of stopped) await dropPartsOut(tx, id)
  return stopped.length
}

/** What became of it; the bundle is of no more use. One that was delivered stays so. */
export async function settleDelivery(
  tx: Transaction,
  { deliveryId, state, code, at }: { deliveryId: string; state: Delivery; code: string; at: Date },
): Promise<void> {
  await tx.sql(
    `update file_delivery set state = $2, code = nullif($3, ''), settled_at = $4
      where delivery_id = $1 and state <> 'delivered'`,
    [deliveryId, state, code, at],
  )
  await dropPartsOut(tx, deliveryId)
}

export interface ShownDelivery {
  readonly deliveryId: string
  readonly fileId: string
  readonly to: AgencyKey
  readonly state: 'sealing' | Delivery
  readonly code: string | null
  /** Of the sealed bundle, in bytes; null until it is sealed, and within this hub. */
  readonly size: number | null
  /** So many of these the other hub has. */
  readonly carried: number
  readonly askedAt: Date
}

interface ShownRow extends Omit<ShownDelivery, 'to' | 'size'>, AgencyColumns {
  readonly size: string | null
}
const SHOWN = `select delivery_id as "deliveryId", file_id as "fileId", to_hub as hub, to_agency as "agencyId",
            file_delivery.state, file_delivery.code, file_delivery.size, carried, asked_at as "askedAt"
       from file_delivery join file using (file_id)`
const toShown = ({ hub, agencyId, size, ...row }: ShownRow): ShownDelivery => ({
  ...row,
  to: { hub, agencyId },
  size: size === null ? null : Number(size),
})

/** What an agency has handed over with a referral, newest last. */
export async function deliveriesOf(
  { sql }: Reader,
  referralId: string,
  { hub, agencyId }: AgencyKey,
): Promise<ShownDelivery[]> {
  const rows = await sql<ShownRow>(
    `${SHOWN} where file_delivery.referral_id = $1 and by_hub = $2 and by_agency = $3 order by asked_at, delivery_id limit 500`,
    [referralId, hub, agencyId],
  )
  return rows.map(toShown)
}

/** What this hub has handed over on a request for evidence, newest last. */
export async function deliveriesOfRequest({ sql }: Reader, requestId: string): Promise<ShownDelivery[]> {
  const rows = await sql<ShownRow>(`${SHOWN} where request_id = $1 order by asked_at, delivery_id limit 500`, [
    requestId,
  ])
  return rows.map(toShown)
}
