import { servicePlan } from '@amparo/protocols'
import type { Reader, Row } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import type { PassedOn, PassingOn } from '../domain/passed-on.ts'
import type { Party } from '../domain/referral.ts'
import { casesToShow } from './cases.ts'
import { referralOf } from './mapping.ts'
import { ReferralRow } from './rows.ts'

/**
 * One follows from the other only if whoever had the person has sent it and said so: the recipient a sub-referral, the sender a transfer
 * or a re-offer. A link that somebody else has made tells the others nothing.
 */
export const FOLLOWS = `link join referral later on later.id = link.referral_id join referral earlier on earlier.id = link.other_id
  and link.by_agency = later.from_agency and later.compartment = earlier.compartment and later.status <> 'draft'
  and ((link.kind = 'sub-referral' and (later.from_hub, later.from_agency) = (earlier.to_hub, earlier.to_agency))
    or (link.kind in ('transfer', 're-offer') and (later.from_hub, later.from_agency)
      in ((earlier.from_hub, earlier.from_agency), (earlier.from_hub, earlier.successor_agency))))`

interface LaterRow extends Row {
  earlier: string
  later: string
  kind: PassingOn
  status: string
  services: string[]
  told_as: number | null
}

/** What each of these led to. */
export async function passedOnOf(reader: Reader, book: Book, ids: readonly string[]): Promise<Map<string, PassedOn[]>> {
  const rows = await reader.sql<LaterRow>(
    `select link.other_id as earlier, later.id as later, link.kind, later.status, later.services, link.told_as
     from ${FOLLOWS} where link.other_id = any ($1::uuid[]) order by link.at, later.id`,
    [ids],
  )
  const completed = rows.flatMap(({ later, status }) => (status === 'completed' ? [later] : []))
  const provided = await providedIn(reader, book, [...new Set(completed)])
  const found = new Map<string, PassedOn[]>()
  for (const { earlier, later, kind, status, services, told_as: toldAs } of rows) {
    const one = { kind, status, services, provided: provided.get(later) ?? [], ...(toldAs !== null && { toldAs }) }
    found.set(earlier, [...(found.get(earlier) ?? []), one])
  }
  return found
}

async function providedIn(reader: Reader, book: Book, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.em.find(ReferralRow, { id: { $in: [...ids] } })
  const cases = await casesToShow(reader, book, rows.map(referralOf))
  return new Map(
    [...cases].map(([id, { run, referral }]) => {
      const plan = run ? servicePlan(run.protocol, run, referral.services) : []
      return [id, plan.flatMap(({ service, state }) => (state === 'provided' ? [service] : []))]
    }),
  )
}

export interface Earlier {
  readonly id: string
  readonly compartment: boolean
  readonly kind: PassingOn
  readonly from: Party
  readonly to: Party | undefined
}

interface EarlierRow extends Row {
  id: string
  compartment: boolean
  kind: PassingOn
  from_hub: string
  from_agency: string
  to_hub: string | null
  to_agency: string | null
}

/** Those from which this one follows. */
export async function earlierOf({ sql }: Pick<Reader, 'sql'>, id: string): Promise<Earlier[]> {
  const rows = await sql<EarlierRow>(
    `select earlier.id, earlier.compartment, link.kind, earlier.from_hub,
       coalesce(earlier.successor_agency, earlier.from_agency) as from_agency, earlier.to_hub, earlier.to_agency
     from ${FOLLOWS} where link.referral_id = $1 order by earlier.id`,
    [id],
  )
  return rows.map(row => ({
    ...{ id: row.id, compartment: row.compartment, kind: row.kind },
    from: { hub: row.from_hub, agencyId: row.from_agency },
    to: row.to_hub !== null && row.to_agency !== null ? { hub: row.to_hub, agencyId: row.to_agency } : undefined,
  }))
}
