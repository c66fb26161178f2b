import { holdName, type Reader, type Transaction } from '@amparo/store'
import type { Party } from '../domain/referral.ts'

/** For which somebody must act. */
const WAITS = "(turn is not null or status = 'draft')"
/** Who acts as its sender. */
const SENDER = 'coalesce(successor_agency, from_agency)'

/** Every agency of this hub that acts as a sender: from one to the next in the index, for they are few and referrals many. */
export async function sendersWaiting({ sql }: Pick<Reader, 'sql'>, hub: string): Promise<string[]> {
  const rows = await sql<{ agency: string }>(
    `with recursive sender (agency) as (
       (select ${SENDER} from referral where from_hub = $1 and ${WAITS} order by from_hub, ${SENDER}, id limit 1)
       union all
       select next.agency from sender cross join lateral (
         select ${SENDER} as agency from referral where from_hub = $1 and ${SENDER} > sender.agency and ${WAITS}
          order by from_hub, ${SENDER}, id limit 1) as next
     )
     select agency from sender`,
    [hub],
  )
  return rows.map(({ agency }) => agency)
}

export interface Waiting {
  readonly id: string
  readonly minor: boolean
  readonly compartment: boolean
  readonly draft: boolean
  readonly to: Party | undefined
}

/** What waits of one of them, after that id. */
export async function waitingOf(
  { sql }: Pick<Reader, 'sql'>,
  { hub, agencyId }: Party,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Waiting[]> {
  const rows = await sql<{
    id: string
    minor: boolean
    compartment: boolean
    draft: boolean
    to_hub: string | null
    to_agency: string | null
  }>(
    `select id, minor, compartment, status = 'draft' as draft, to_hub, to_agency from referral
     where from_hub = $1 and ${SENDER} = $2 and ($3::uuid is null or id > $3) and ${WAITS} order by id limit $4`,
    [hub, agencyId, after ?? null, limit],
  )
  return rows.map(({ to_hub: toHub, to_agency: toAgency, ...same }) => ({
    ...same,
    to: toHub === null || toAgency === null ? undefined : { hub: toHub, agencyId: toAgency },
  }))
}

export interface SuspendedSender {
  readonly agencyId: string
  readonly since: Date
  readonly callAt: Date
  readonly waiting: number
  /** Agencies that answer for it: they were told. */
  readonly told: readonly string[]
}

const COLUMNS = 'agency_id as "agencyId", since, call_at as "callAt", waiting, told'

/** Nobody else calls of it until the transaction ends. Undefined: nobody has called. */
export async function lockSuspended(tx: Transaction, agencyId: string): Promise<SuspendedSender | undefined> {
  await holdName(tx, `suspended sender ${agencyId}`)
  const [row] = await tx.sql<{ [K in keyof SuspendedSender]: SuspendedSender[K] }>(
    `select ${COLUMNS} from suspended_sender where agency_id = $1`,
    [agencyId],
  )
  return row
}

export const keepSuspended = async ({ sql }: Transaction, sender: SuspendedSender): Promise<void> =>
  void (await sql(
    `insert into suspended_sender (agency_id, since, call_at, waiting, told) values ($1, $2, $3, $4, $5)
     on conflict (agency_id) do update set call_at = $3, waiting = $4, told = $5`,
    [sender.agencyId, sender.since, sender.callAt, sender.waiting, sender.told],
  ))

export const forgetSuspended = async ({ sql }: Pick<Transaction, 'sql'>, agencyIds: readonly string[]): Promise<void> =>
  void (await sql('delete from suspended_sender where agency_id = any ($1)', [agencyIds]))

/** All of them, or those of which that agency was told. */
export const suspendedSenders = ({ sql }: Pick<Reader, 'sql'>, told?: string): Promise<SuspendedSender[]> =>
  sql<{ [K in keyof SuspendedSender]: SuspendedSender[K] }>(
    `select ${COLUMNS} from suspended_sender where $1::text is null or $1 = any (told) order by since, agency_id`,
    [told ?? null],
  )
