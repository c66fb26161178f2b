import type { Reader } from '@amparo/store'
import type { AgencyKey } from './shares.ts'

/** By which names the log and agencies of this hub know one person. */
export interface NamesOfPerson {
  /** Share ids, ids of requests behind which the person stands, and of links that were asked for or undone. */
  readonly refs: readonly string[]
  /** Who registered the person, or took them in. */
  readonly registered: readonly { readonly agency: AgencyKey; readonly at: Date }[]
}

/** `records`: of that person, by their internal ids. */
export async function namesOfPerson({ sql }: Reader, records: readonly string[]): Promise<NamesOfPerson> {
  const shares = await sql<{
    share_id: string
    agency_hub: string
    agency_id: string
    referral_id: string | null
    created_at: Date
  }>('select share_id, agency_hub, agency_id, referral_id, created_at from share where subject_id = any ($1)', [
    records,
  ])
  const requests = await sql<{ request_id: string }>(
    'select request_id from reidentification where subject_id = any ($1)',
    [records],
  )
  const links = await sql<{ link_id: string }>(
    'select distinct link_id from record_link_request where one = any ($1) or other = any ($1)',
    [records],
  )
  return {
    refs: [
      ...shares.map(row => row.share_id),
      ...requests.map(row => row.request_id),
      ...links.map(row => row.link_id),
    ],
    registered: shares
      .filter(row => row.referral_id === null)
      .map(row => ({ agency: { hub: row.agency_hub, agencyId: row.agency_id }, at: row.created_at })),
  }
}
