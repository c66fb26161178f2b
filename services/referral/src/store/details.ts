import type { Reader } from '@amparo/store'
import type { Asker } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { isEvidence } from '../domain/delivery.ts'
import type { Assignment, Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import { casesToShow } from './cases.ts'
import { linksOf } from './links.ts'
import { referralOf } from './mapping.ts'
import { offersOf } from './offers.ts'
import { passedOnOf } from './passed-on.ts'
import { ReferralRow } from './rows.ts'

/** Throws no_such_referral. What the asker may see of it, the caller decides. */
export async function getDetail(reader: Reader, book: Book, id: string, asker: Asker): Promise<Detail> {
  const [detail] = await withDetails(reader, book, [id], asker)
  if (detail === undefined) throw errors.no_such_referral()
  return detail
}

/** In the order asked; seven queries, or nine where something has come of one of them, however many referrals, and one where a protocol is only kept. */
export async function withDetails(reader: Reader, book: Book, ids: readonly string[], asker: Asker): Promise<Detail[]> {
  if (ids.length === 0) return []
  const rows = await reader.em.find(ReferralRow, { id: { $in: [...ids] } })
  const cases = await casesToShow(reader, book, rows.map(referralOf))
  const assignments = grouped(await assignmentsOf(reader, ids))
  const deliveries = grouped(await deliveriesOf(reader, ids))
  const links = await linksOf(reader, ids, asker, [...cases.values()])
  const passedOn = await passedOnOf(reader, book, ids)
  const offers = await offersOf(reader, ids)
  return ids.flatMap(id => {
    const found = cases.get(id)
    if (found === undefined) return []
    return {
      found,
      assignments: assignments.get(id) ?? [],
      delivery: Object.fromEntries(deliveries.get(id) ?? []),
      links: links.get(id) ?? [],
      passedOn: passedOn.get(id) ?? [],
      offers: offers.get(id) ?? [],
    }
  })
}

type Of<T> = readonly [referralId: string, T]

async function assignmentsOf({ sql }: Reader, ids: readonly string[]): Promise<Of<Assignment>[]> {
  const rows = await sql<{ referral_id: string; agency_id: string; user_id: string }>(
    `select referral_id, agency_id, user_id from assignment
     where referral_id = any ($1::uuid[]) and ended_at is null order by at, user_id`,
    [ids],
  )
  return rows.map(row => [row.referral_id, { agencyId: row.agency_id, userId: row.user_id }])
}

async function deliveriesOf({ sql }: Reader, ids: readonly string[]): Promise<Of<[string, Date]>[]> {
  const rows = await sql<{ referral_id: string; kind: string; at: Date }>(
    'select referral_id, kind, at from delivery where referral_id = any ($1::uuid[])',
    [ids],
  )
  return rows.filter(({ kind }) => isEvidence(kind)).map(row => [row.referral_id, [row.kind, row.at]])
}

function grouped<T>(pairs: readonly Of<T>[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [id, value] of pairs) groups.set(id, [...(groups.get(id) ?? []), value])
  return groups
}
