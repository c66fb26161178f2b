import type { Reader, Transaction } from '@amparo/store'

/** One row a peer, code and day: whoever sends rubbish fills no table. */
export async function countRefused(
  { sql }: Transaction,
  { peer, code, sha256, at }: { peer: string; code: string; sha256: string; at: Date },
): Promise<void> {
  await sql(
    `insert into refused_in (peer, code, day, times, last_sha256, last_at) values ($1, $2, ($4 at time zone 'UTC')::date, 1, $3, $4)
     on conflict (peer, code, day) do update
       set times = refused_in.times + 1, last_sha256 = excluded.last_sha256, last_at = excluded.last_at`,
    [peer, code, sha256, at],
  )
}

export interface Refused {
  /** YYYY-MM-DD, UTC. */
  readonly day: string
  readonly hub: string
  readonly code: string
  readonly times: number
  readonly lastAt: Date
}

const MOST = 500

export const refusedSince = ({ sql }: Reader, since: Date): Promise<Refused[]> =>
  sql<Refused>(
    `select to_char(day, 'YYYY-MM-DD') as day, peer as hub, code, times::int as times, last_at as "lastAt" from refused_in
      where last_at >= $1 order by day desc, peer, code limit ${MOST}`,
    [since],
  )
