import type { Reader, Row, Transaction } from '@amparo/store'

interface Lapsing {
  readonly hub: string
  readonly agencyId: string
  readonly until: Date
}

/** Agencies that are not suspended and whose accreditation has lapsed, or will before `before`: the first to lapse comes first. */
export const lapsingBefore = ({ sql }: Reader, before: Date): Promise<readonly Lapsing[]> =>
  sql<Lapsing & Row>(
    `select hub, agency_id as "agencyId", accredited_until as until from agency
      where accredited_until < $1 and not suspended order by accredited_until, hub, agency_id`,
    [before],
  )

/** Of all hubs, but for those that are suspended. */
export async function countAgencies({ sql }: Reader): Promise<number> {
  const [row] = await sql<{ agencies: number }>('select count(*)::int as agencies from agency where not suspended')
  return row?.agencies ?? 0
}

interface Warning extends Lapsing {
  /** Which it is: so many days ahead. */
  readonly days: number
}

/** False: it was given already. */
export async function takeWarning({ sql }: Transaction, warning: Warning, at: Date): Promise<boolean> {
  const { hub, agencyId, until, days } = warning
  const given = await sql(
    `insert into accreditation_warned (hub, agency_id, accredited_until, days, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning days`,
    [hub, agencyId, until, days, at],
  )
  return given.length > 0
}
