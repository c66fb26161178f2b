import type { KeyObject } from 'node:crypto'
import { isUuid } from '@amparo/kernel'
import { holdName, type Reader, type Store, type Transaction, tidy } from '@amparo/store'
import { z } from 'zod'
import { FILE_STATEMENTS } from '../domain/incriminating.ts'
import { openJson, sealJson } from './sealed-json.ts'
import type { AgencyKey } from './shares.ts'

/** Of one that an agency has sent itself. */
type KeptState = 'uploading' | 'received' | 'quarantined' | 'kept' | 'refused'
/** arriving: out of another hub's bundle, and not whole yet; quarantined: verified, and not looked at for malware yet. */
export type FileState = KeptState | 'arriving'

/** Whose it is: a person's, or a request's for evidence. The other is null. */
export interface FileOwner {
  readonly subjectId: string | null
  readonly requestId: string | null
}

export interface FileKept extends FileOwner {
  readonly fileId: string
  /** As which its request names it. */
  readonly itemId: string | null
  /** Who keeps it: nobody else is told that it is there. */
  readonly by: AgencyKey
  /** Of the encrypted file. */
  readonly size: number
  readonly received: number
  /** With which it came from another hub; null: the agency has sent it itself. */
  readonly referralId: string | null
  readonly state: FileState
  /** Of a refusal after it had been verified. */
  readonly code: string | null
  /** Whether it was looked at for malware. */
  readonly scanned: boolean
  readonly ciphertext: Uint8Array
}

const termsSchema = z.strictObject({
  user: z.string(),
  /** Under which its chain of custody knows it, if that began elsewhere. */
  item: z.uuid().optional(),
  /** Under which it came: it goes on under the same. Absent: the agency has sent it itself, or nobody had to say. */
  itemCodes: z.strictObject({ handling: z.string(), source: z.string(), information: z.string() }).optional(),
  /** What whoever handed it over here said of what in it incriminates the person. Absent: nobody had to. */
  incriminating: z.enum(FILE_STATEMENTS).optional(),
  mediaType: z.string(),
  /** Base64. */
  secret: z.string(),
  size: z.number(),
  chunkBytes: z.number(),
  root: z.string(),
  sha256: z.string(),
  sha512_256: z.string(),
  /** The chain of custody so far: bytes in base64, and the armored signature. */
  custody: z.array(
    // The timestamp is a reply of RFC 3161, in base64.
    z.strictObject({ base64: z.string(), signature: z.string(), timestamp: z.string().optional() }),
  ),
})
export type FileTerms = z.output<typeof termsSchema>

/** Terms that are moved to another file, person or request do not open. */
const contextOf = ({ subjectId, requestId, fileId }: FileOwner & Pick<FileKept, 'fileId'>) => ({
  subjectId: subjectId ?? requestId ?? '',
  kind: `file/${fileId}`,
  version: 1,
})

export interface NewFile extends FileOwner, Pick<FileKept, 'fileId' | 'itemId' | 'by' | 'size'> {
  readonly at: Date
  /** Of one that came from another hub. */
  readonly referralId?: string
}

export async function addFile({ sql }: Transaction, of: NewFile, terms: FileTerms, key: KeyObject): Promise<void> {
  const { fileId, subjectId, requestId, itemId, by, size, at, referralId = null } = of
  await sql(
    `insert into file (file_id, subject_id, by_hub, by_agency, size, referral_id, ciphertext, begun_at, touched_at, state, request_id, item_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, case when $6::uuid is null then 'uploading' else 'arriving' end, $9, $10)`,
    [
      ...[fileId, subjectId, by.hub, by.agencyId, size, referralId, sealJson(key, terms, contextOf(of)), at],
      ...[requestId, itemId],
    ],
  )
}

/** Two beginnings of one agency are counted one after the other. Held until the transaction ends. */
export const holdUploads = (tx: Transaction, { hub, agencyId }: AgencyKey): Promise<void> =>
  holdName(tx, `uploads ${hub} ${agencyId}`)

/** How many bytes an agency has begun to send since then, whether they have come or not. */
export async function bytesBegunSince({ sql }: Transaction, by: AgencyKey, since: Date): Promise<number> {
  const [row] = await sql<{ bytes: string }>(
    `select coalesce(sum(size), 0)::text as bytes from file
      where by_hub = $1 and by_agency = $2 and referral_id is null and begun_at > $3`,
    [by.hub, by.agencyId, since],
  )
  return Number(row?.bytes ?? 0)
}

export interface FileRow extends FileOwner {
  readonly fileId: string
  readonly itemId: string | null
  readonly hub: string
  readonly agencyId: string
  readonly size: string
  readonly received: string
  readonly referralId: string | null
  readonly state: FileState
  readonly code: string | null
  readonly scanned: boolean
  readonly ciphertext: Buffer
}
export const FILE_COLUMNS = `file_id as "fileId", subject_id as "subjectId", request_id as "requestId", item_id as "itemId", by_hub as hub, by_agency as "agencyId", size, received,
  referral_id as "referralId", state, code, scanned_at is not null as scanned, ciphertext`
export const toFile = ({ hub, agencyId, size, received, ...row }: FileRow): FileKept => ({
  ...row,
  by: { hub, agencyId },
  size: Number(size),
  received: Number(received),
})

/** Of a person, that an agency has sent itself, newest last. */
export async function filesOf({ sql }: Reader, subjectId: string, by: AgencyKey) {
  const rows = await sql<Pick<FileRow, 'fileId' | 'size' | 'received'> & { state: KeptState; begunAt: Date }>(
    `select file_id as "fileId", state, size, received, begun_at as "begunAt" from file
      where subject_id = $1 and by_hub = $2 and by_agency = $3 and referral_id is null order by begun_at, file_id limit 500`,
    [subjectId, by.hub, by.agencyId],
  )
  return rows.map(({ size, received, ...row }) => ({ ...row, size: Number(size), received: Number(received) }))
}

export async function getFile({ sql }: Reader, fileId: string): Promise<FileKept> {
  const [row] = await sql<FileRow>(`select ${FILE_COLUMNS} from file where file_id = $1`, [fileId])
  if (row === undefined) throw new TypeError('a file that hangs on another row is not there')
  return toFile(row)
}

/** For the agency that keeps it. */
export async function findFile({ sql }: Reader, fileId: string, by: AgencyKey): Promise<FileKept | undefined> {
  if (!isUuid(fileId)) return undefined
  const [row] = await sql<FileRow>(
    `select ${FILE_COLUMNS} from file where file_id = $1 and by_hub = $2 and by_agency = $3`,
    [...[fileId, by.hub, by.agencyId]],
  )
  return row && toFile(row)
}

/** False if its terms are not those that were read. */
export async function saveCustody(
  { sql }: Transaction,
  file: FileKept,
  terms: FileTerms,
  key: KeyObject,
): Promise<boolean> {
  const rows = await sql('update file set ciphertext = $3 where file_id = $1 and ciphertext = $2 returning 1 as one', [
    ...[file.fileId, file.ciphertext, sealJson(key, terms, contextOf(file))],
  ])
  return rows.length > 0
}

/** The one that has waited longest to be verified, of those whose turn it is. */
export async function nextReceived({ sql }: Pick<Reader, 'sql'>, now: Date): Promise<FileKept | undefined> {
  const [row] = await sql<FileRow>(
    `select ${FILE_COLUMNS} from file where state = 'received' and try_at <= $1 order by begun_at limit 1`,
    [now],
  )
  return row && toFile(row)
}

/** The one that has waited longest to be looked at for malware, of those whose turn it is. */
export async function nextQuarantined({ sql }: Pick<Reader, 'sql'>, now: Date): Promise<FileKept | undefined> {
  const [row] = await sql<FileRow>(
    `select ${FILE_COLUMNS} from file where state = 'quarantined' and try_at <= $1 order by begun_at limit 1`,
    [now],
  )
  return row && toFile(row)
}

/** Nothing was found. */
export const releaseFile = ({ sql }: Transaction, fileId: string, at: Date): Promise<unknown> =>
  sql(`update file set state = 'kept', scanned_at = $2 where file_id = $1 and state = 'quarantined'`, [fileId, at])

/** It could not be done now: not before the others again. */
export const postponeFile = ({ sql }: Transaction, fileId: string, now: Date): Promise<unknown> =>
  sql(`update file set ${POSTPONED} where file_id = $1`, [fileId, now])

/** $2: now. After a minute, two, four and so on up to an hour. */
export const POSTPONED = `tries = tries + 1, try_at = $2::timestamptz + interval '1 minute' * least(60, 2 ^ least(tries, 10))`

/** Throws record_unreadable for another key or context, or a changed byte. */
export const openTerms = (file: FileKept, key: KeyObject): FileTerms =>
  termsSchema.parse(openJson(key, file.ciphertext, contextOf(file)))

/** In one row. Small, because what carries a row to the database and back is new memory each time. */
const ROW_BYTES = 256 * 1024
/** No row is longer. */
const MAX_ROW_BYTES = 1024 ** 2

interface Piece {
  readonly fileId: string
  /** At which byte of the file it begins. */
  readonly at: number
  readonly bytes: Uint8Array
  readonly now: Date
}

/** False, and nothing is stored, unless the file ended exactly there and has room for it. */
export async function appendPiece({ sql }: Transaction, { fileId, at, bytes, now }: Piece): Promise<boolean> {
  const moved = await sql(
    `update file set received = received + $3, touched_at = $4, state = case when received + $3 = size and state = 'uploading' then 'received' else state end
     where file_id = $1 and received = $2 and state in ('uploading', 'arriving') and received + $3 <= size returning 1 as moved`,
    [fileId, at, bytes.byteLength, now],
  )
  if (moved.length === 0) return false
  for (let from = 0; from < bytes.byteLength; from += ROW_BYTES) {
    const row = bytes.subarray(from, from + ROW_BYTES)
    await sql('insert into file_piece (file_id, at, length, bytes) values ($1, $2, $3, $4)', [
      ...[fileId, at + from, row.byteLength, row],
    ])
    tidy()
  }
  return true
}

/**
 * This transaction is not waited for to be on the disk: for what counts only with a later one, before which it stands in the database's own
 * log. A power cut in between takes both.
 */
export const notFlushed = ({ sql }: Transaction): Promise<unknown> => sql('set local synchronous_commit to off')

/** The encrypted file from that byte on, in memory of its own: a row at a time. */
export async function* piecesFrom(
  { copyOut }: Pick<Store, 'copyOut'>,
  { fileId, size }: Pick<FileKept, 'fileId' | 'size'>,
  from: number,
): AsyncGenerator<Uint8Array> {
  for (let next = from; next < size; ) {
    let piece: Buffer | undefined
    await copyOut(
      // The lower bound is for the index: without it, it is read from the beginning of the file.
      `select substring(bytes from ($2 - at)::int + 1 for $3) from file_piece
        where file_id = $1 and at > $2 - $4 and at <= $2 and at + length > $2`,
      [fileId, next, ROW_BYTES, MAX_ROW_BYTES],
      bytes => {
        piece = Buffer.from(bytes)
      },
    )
    if (piece === undefined) throw new Error('a piece of a file is missing')
    yield piece
    next += piece.byteLength
  }
}

/** It is what it is said to be; `quarantined` where that is not all. */
export async function keepFile(
  { sql }: Transaction,
  file: FileKept,
  { terms, at, key, state }: { terms: FileTerms; at: Date; key: KeyObject; state: 'kept' | 'quarantined' },
) {
  const sealed = sealJson(key, terms, contextOf(file))
  await sql(
    `update file set state = $4, ciphertext = $2, settled_at = $3
      where file_id = $1 and received = size and state in ('received', 'arriving')`,
    [file.fileId, sealed, at, state],
  )
}

/** The same bytes, kept by another agency of this hub that got them with a referral. */
export async function copyFile(
  { sql }: Transaction,
  file: FileKept,
  to: { readonly fileId: string; readonly by: AgencyKey; readonly referralId: string; readonly at: Date },
  terms: FileTerms,
  key: KeyObject,
): Promise<void> {
  const sealed = sealJson(key, terms, contextOf({ ...file, fileId: to.fileId }))
  await sql(
    `insert into file (file_id, subject_id, by_hub, by_agency, size, received, referral_id, state, ciphertext, begun_at, settled_at, scanned_at)
     select $2, subject_id, $3, $4, size, received, $5, state, $6, $7, $7, scanned_at from file where file_id = $1`,
    [file.fileId, to.fileId, to.by.hub, to.by.agencyId, to.referralId, sealed, to.at],
  )
  await sql(
    'insert into file_piece (file_id, at, length, bytes) select $2, at, length, bytes from file_piece where file_id = $1',
    [file.fileId, to.fileId],
  )
}

/** What came of it is of no use to anybody. */
export async function refuseFile({ sql }: Transaction, { fileId }: FileKept, at: Date, code = ''): Promise<void> {
  await sql(
    `update file set state = 'refused', settled_at = $2, code = nullif($3, '')
      where file_id = $1 and state in ('received', 'quarantined')`,
    [fileId, at, code],
  )
  await sql('delete from file_piece where file_id = $1', [fileId])
}

/** False unless it has not ended. */
export const dropUpload = async ({ sql }: Transaction, fileId: string): Promise<boolean> =>
  (await sql(`delete from file where file_id = $1 and state = 'uploading' returning 1 as one`, [fileId])).length > 0

/** Uploads that nobody has gone on with since then. */
export const dropUnfinished = async ({ sql }: Pick<Reader, 'sql'>, since: Date): Promise<void> =>
  // By when they were begun there is an index.
  void (await sql(`delete from file where state = 'uploading' and begun_at < $1 and touched_at < $1`, [since]))

/** What was made of a bundle, so far. */
export const dropArriving = async ({ sql }: Transaction, fileId: string): Promise<void> =>
  void (await sql(`delete from file where file_id = $1 and state = 'arriving'`, [fileId]))
