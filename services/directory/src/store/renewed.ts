import type { Row, Transaction } from '@amparo/store'

export interface Renewed {
  /** Of the primary key. */
  readonly fingerprint: string
  readonly armored: string
  readonly at: Date
}

/** In the place of what was there, unless that is newer. */
export async function saveRenewed({ sql }: Transaction, { fingerprint, armored, at }: Renewed): Promise<void> {
  await sql(
    `insert into renewed_certificate (fingerprint, armored, renewed_at) values ($1, $2, $3)
     on conflict (fingerprint) do update set armored = excluded.armored, renewed_at = excluded.renewed_at
       where renewed_certificate.renewed_at <= excluded.renewed_at`,
    [fingerprint, armored, at],
  )
}

/** All of them, as they are. */
export const renewedCertificates = ({ sql }: Transaction): Promise<readonly Renewed[]> =>
  sql<Renewed & Row>('select fingerprint, armored, renewed_at as at from renewed_certificate')
