import type { Transaction } from '@amparo/store'

export interface RequestDocument {
  readonly requestId: string
  readonly kind: string
  /** Of the file, hex. */
  readonly sha256: string
  readonly madeAt: Date
}

/** One that came out the same before stays as it is. */
export async function addRequestDocument({ sql }: Transaction, document: RequestDocument): Promise<void> {
  const { requestId, kind, sha256, madeAt } = document
  await sql(
    'insert into request_document (request_id, kind, sha256, made_at) values ($1, $2, $3, $4) on conflict do nothing',
    [requestId, kind, sha256, madeAt],
  )
}
