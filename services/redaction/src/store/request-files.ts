import { isUuid } from '@amparo/kernel'
import type { Reader, Transaction } from '@amparo/store'
import { FILE_COLUMNS, type FileKept, type FileRow, toFile } from './files.ts'

type RequestFile = FileKept & { readonly requestId: string; readonly itemId: string }
const isOfRequest = (file: FileKept): file is RequestFile => file.requestId !== null && file.itemId !== null

/** Of a request for evidence, whoever keeps it. */
export async function findRequestFile({ sql }: Reader, fileId: string): Promise<RequestFile | undefined> {
  if (!isUuid(fileId)) return undefined
  const rows = await sql<FileRow>(`select ${FILE_COLUMNS} from file where file_id = $1 and request_id is not null`, [
    fileId,
  ])
  return rows.map(toFile).find(isOfRequest)
}

const MOST = 200

/** All that this hub holds of a request, oldest first. */
export async function filesOfRequest(
  { sql }: Reader,
  requestId: string,
): Promise<(RequestFile & { readonly begunAt: Date })[]> {
  const rows = await sql<FileRow & { readonly begunAt: Date }>(
    `select ${FILE_COLUMNS}, begun_at as "begunAt" from file where request_id = $1 order by begun_at, file_id limit $2`,
    [requestId, MOST],
  )
  return rows.flatMap(row => {
    const file = toFile(row)
    return isOfRequest(file) ? [{ ...file, begunAt: row.begunAt }] : []
  })
}

export type ItemFile = FileKept & { readonly begunAt: Date }

/** All that is kept of one item of it, and since when it was coming. */
export async function filesOfItem({ sql }: Reader, requestId: string, itemId: string): Promise<ItemFile[]> {
  const rows = await sql<FileRow & { readonly begunAt: Date }>(
    `select ${FILE_COLUMNS}, begun_at as "begunAt" from file where request_id = $1 and item_id = $2 and state = 'kept'`,
    [requestId, itemId],
  )
  return rows.map(row => ({ ...toFile(row), begunAt: row.begunAt }))
}

export const removeRequestFiles = ({ sql }: Transaction, requestId: string): Promise<unknown> =>
  sql('delete from file where request_id = $1', [requestId])
