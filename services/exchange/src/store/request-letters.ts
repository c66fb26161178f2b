import type { Reader, Row, Transaction } from '@amparo/store'
import { type Letter, type Unread, WRITTEN, type Written } from '../domain/requests/letters.ts'
import type { UntakenText } from '../domain/requests/untaken.ts'
import type { FirstSent } from '../domain/requests/watched.ts'

type Sql = Pick<Reader, 'sql'>

/** False if it is here already. */
export async function addLetter({ sql }: Transaction, { requestId, sha256, field, by, at }: Letter): Promise<boolean> {
  const rows = await sql(
    `insert into request_letter (request_id, sha256, field, by_hub, by_agency, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning 1 as one`,
    [requestId, sha256, field, by.hub, by.agencyId, at],
  )
  return rows.length > 0
}

export interface Opened {
  readonly requestId: string
  readonly agencyId: string
  readonly sha256: readonly string[]
  readonly at: Date
}

/** The first time counts. */
export async function addOpened({ sql }: Transaction, { requestId, agencyId, sha256, at }: Opened): Promise<void> {
  await sql(
    `insert into request_letter_opened (request_id, sha256, agency_id, at) select $1, unnest($2::text[]), $3, $4
     on conflict do nothing`,
    [requestId, [...sha256], agencyId, at],
  )
}

interface Looking {
  readonly hub: string
  readonly agencyId: string
  /** What whoever looks may open. */
  readonly fields: readonly Written[]
}

interface UnreadRow extends Row {
  readonly request_id: string
  readonly field: Written
  readonly by_hub: string
  readonly by_agency: string
  readonly count: number
  readonly last_at: Date
}

/** What an agency of this hub has not opened yet of what others wrote, by request; the last first. */
export async function unreadOf(
  { sql }: Sql,
  requestIds: readonly string[],
  { hub, agencyId, fields }: Looking,
): Promise<(requestId: string) => Unread[]> {
  const rows = await sql<UnreadRow>(
    `select request_id, field, by_hub, by_agency, count(*)::int as count, max(at) as last_at from request_letter l
      where request_id = any ($1::uuid[]) and field = any ($2) and (by_hub, by_agency) <> ($3, $4) and not exists (
        select from request_letter_opened o where o.request_id = l.request_id and o.sha256 = l.sha256 and o.agency_id = $4)
      group by request_id, field, by_hub, by_agency order by last_at desc, field, by_agency`,
    [[...requestIds], [...fields], hub, agencyId],
  )
  const byRequest = Map.groupBy(rows, row => row.request_id)
  return requestId =>
    (byRequest.get(requestId) ?? []).map(({ field, by_hub, by_agency, count, last_at: lastAt }) => ({
      ...{ field, by: { hub: by_hub, agencyId: by_agency }, count, lastAt },
    }))
}

/** When what came about it from another hub was here that nobody of this one has opened. */
export async function unopenedOf({ sql }: Sql, requestId: string, hub: string): Promise<Date[]> {
  const rows = await sql<{ at: Date }>(
    `select at from request_letter l where request_id = $1 and by_hub <> $2 and not exists (
       select from request_letter_opened o where o.request_id = l.request_id and o.sha256 = l.sha256) order by at`,
    [requestId, hub],
  )
  return rows.map(({ at }) => at)
}

/** What this hub wrote about it that the other has not stated yet to have been opened, under whichever id it went last, but for what came to nothing. */
export const lettersUnderWay = ({ sql }: Sql, requestId: string): Promise<FirstSent[]> =>
  sql<FirstSent & Row>(
    `select max(o.created_at) as at, coalesce(array_agg(distinct e.kind) filter (where e.kind is not null), '{}') as stated
       from outgoing o left join evidence e on e.about_message_id = o.message_id
      where o.referral_id = $1 and o.kind = 'message' and o.field = any ($2)
      group by o.text_sha256
     having bool_or(o.state not in ('refused', 'expired')) and bool_or(e.kind = 'retrieved') is not true
      order by at`,
    [requestId, [...WRITTEN]],
  )

/**
 * When each text of a request, each letter and each file that the other hub has refused or that was tried in vain came to nothing, and did not go again
 * since; and whether it is written about the request.
 */
export const untakenTextsOf = ({ sql }: Sql, requestId: string): Promise<(UntakenText & Row)[]> =>
  sql<UntakenText & Row>(
    `select max(ended_at) as at, coalesce(bool_and(field = any ($2)), false) as about from outgoing
      where referral_id = $1 and (kind = 'message' and text_sha256 is not null or kind = 'file' and field is not null)
      group by coalesce(text_sha256, field) having bool_and(state in ('refused', 'expired')) order by at`,
    [requestId, [...WRITTEN]],
  )
