import type { Reader, Transaction } from '@amparo/store'
import { FILE_COLUMNS, type FileKept, type FileRow, toFile } from './files.ts'
import type { IndexKey } from './index-key.ts'
import type { AgencyKey } from './shares.ts'

/** In the place of what stood there. Of a file that is gone meanwhile nothing is kept. */
export async function saveFileHash(
  { sql }: Transaction,
  { fileId, sha256 }: { readonly fileId: string; readonly sha256: string },
  index: Pick<IndexKey, 'fileToken' | 'version'>,
): Promise<void> {
  await sql(
    `insert into file_hash (file_id, token, version) select file_id, $2, $3 from file where file_id = $1
     on conflict (file_id) do update set token = excluded.token, version = excluded.version`,
    [fileId, index.fileToken(sha256), index.version],
  )
}

/** Of people, and whole, that are not indexed by the key of now, after an id, in the order of ids. */
export async function filesNotIndexed(
  { sql }: Reader,
  { version, after, limit }: { readonly version: string; readonly after: string | undefined; readonly limit: number },
): Promise<FileKept[]> {
  const rows = await sql<FileRow>(
    `select ${FILE_COLUMNS} from file left join file_hash h using (file_id)
      where subject_id is not null and state in ('kept', 'quarantined') and ($2::uuid is null or file_id > $2)
        and h.version is distinct from $1
      order by file_id limit $3`,
    [version, after ?? null, limit],
  )
  return rows.map(toFile)
}

/**
 * The files with that hash which came to an agency with a referral. What it had of its own before the first of them came is its own: nothing
 * came that it did not have.
 */
export async function cameAs(
  { sql }: Reader,
  tokens: readonly Buffer[],
  { hub, agencyId }: AgencyKey,
): Promise<FileKept[]> {
  const rows = await sql<FileRow>(
    `with same as (select f.* from file f join file_hash h using (file_id)
       where h.token = any ($1::bytea[]) and f.by_hub = $2 and f.by_agency = $3),
     first as (select min(begun_at) as came_at from same where referral_id is not null)
     select ${FILE_COLUMNS} from same where referral_id is not null
        and not exists (select from same own, first where own.referral_id is null and own.begun_at < first.came_at)
      order by begun_at, file_id`,
    [[...tokens], hub, agencyId],
  )
  return rows.map(toFile)
}
