import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import { isUuid } from '@amparo/kernel'
import type { Reader, Transaction } from '@amparo/store'

export interface AgencyKey {
  readonly hub: string
  readonly agencyId: string
}

/** The name under which one agency knows a person, for one referral or (null) as the one who registered them. */
export interface Share {
  readonly shareId: string
  readonly subjectId: string
  readonly agency: AgencyKey
  readonly referralId: string | null
}

interface ShareRow {
  readonly share_id: string
  readonly subject_id: string
  readonly agency_hub: string
  readonly agency_id: string
  readonly referral_id: string | null
  readonly code_name: Buffer
}

const SELECT = 'select share_id, subject_id, agency_hub, agency_id, referral_id, code_name from share'

export async function findShare({ sql }: Pick<Reader, 'sql'>, shareId: string): Promise<Share | undefined> {
  if (!isUuid(shareId)) return undefined
  const rows = await sql<ShareRow>(`${SELECT} where share_id = $1`, [shareId])
  return rows[0] && toShare(rows[0])
}

/** Under which a record is read: of whoever registered the person, the first of them, or else has them by a referral; of one agency only if it is named. */
export async function shareForReading(
  { sql }: Pick<Reader, 'sql'>,
  of: { readonly subjectId: string; readonly hub: string; readonly agencyId: string | undefined },
): Promise<Share | undefined> {
  const rows = await sql<ShareRow>(
    `${SELECT} where subject_id = $1 and agency_hub = $2 and ($3::text is null or agency_id = $3)
      order by referral_id is not null, created_at, share_id limit 1`,
    [of.subjectId, of.hub, of.agencyId ?? null],
  )
  return rows[0] && toShare(rows[0])
}

/** Who of a hub registered a person, in the order of ids, and by which name. */
export async function keepersOf(
  { sql }: Pick<Reader, 'sql'>,
  { subjectId, hub }: { readonly subjectId: string; readonly hub: string },
): Promise<{ agencyId: string; subjectRef: string }[]> {
  return sql(
    `select agency_id as "agencyId", share_id::text as "subjectRef" from share
      where subject_id = $1 and agency_hub = $2 and referral_id is null order by share_id`,
    [subjectId, hub],
  )
}

export interface NewShare extends Share {
  readonly codeName: string
}

/** The code name is bound to its share, so that one moved to another row does not open. */
const contextOf = (share: Pick<Share, 'shareId' | 'subjectId'>) => ({
  subjectId: share.subjectId,
  kind: `code-name/${share.shareId}`,
  version: 1,
})

/** Throws record_unreadable for another key, or for a code name of another share. */
export const openCodeName = (
  share: Pick<Share, 'shareId' | 'subjectId'>,
  ciphertext: Uint8Array,
  key: KeyObject,
): string => Buffer.from(decryptRecord(key, ciphertext, contextOf(share))).toString('utf8')

/** The share that is there for this agency and referral, or else this one: whoever came first has named it. */
export async function getOrAddShare(
  { sql }: Transaction,
  share: NewShare,
  key: KeyObject,
): Promise<{ shareId: string; codeName: string }> {
  const codeName = Buffer.from(encryptRecord(key, Buffer.from(share.codeName), contextOf(share)))
  await sql(
    `insert into share (share_id, subject_id, agency_hub, agency_id, referral_id, code_name)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [share.shareId, share.subjectId, share.agency.hub, share.agency.agencyId, share.referralId, codeName],
  )
  const rows = await sql<ShareRow>(
    `${SELECT} where subject_id = $1 and agency_hub = $2 and agency_id = $3 and referral_id is not distinct from $4`,
    [share.subjectId, share.agency.hub, share.agency.agencyId, share.referralId],
  )
  const row = rows[0]
  if (row === undefined) throw new TypeError('a share was neither found nor made')
  return { shareId: row.share_id, codeName: openCodeName(toShare(row), row.code_name, key) }
}

const toShare = (row: ShareRow): Share => ({
  shareId: row.share_id,
  subjectId: row.subject_id,
  agency: { hub: row.agency_hub, agencyId: row.agency_id },
  referralId: row.referral_id,
})
