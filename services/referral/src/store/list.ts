import type { Reader } from '@amparo/store'

/** Where a page ended: the next begins after it, whatever has come in since. */
export interface Position {
  /** When it was sent; of a list of what is overdue, when the first deadline ended. */
  readonly at: Date
  readonly id: string
}

export type Box = 'inbox' | 'outbox' | 'drafts' | 'protection'

export interface ListFilter {
  readonly hub: string
  readonly agencyId: string
  readonly box: Box
  readonly status: string | undefined
  readonly state: string | undefined
  readonly protocol: string | undefined
  readonly priority: string | undefined
  readonly service: string | undefined
  /** Only where it is the caller's agency that must act next. */
  readonly mine: boolean
  /** Only what was made by phone or on paper, and entered afterwards. */
  readonly fallback: boolean
  /** Only in this user's hands, or in nobody's. */
  readonly assigned: { readonly userId: string } | 'none' | undefined
  /** Only what has run past a deadline at this moment; then the longest overdue come first. */
  readonly overdueAt: Date | undefined
  /** Sent at or after. */
  readonly since: Date | undefined
  readonly after: Position | undefined
  readonly limit: number
}

/** Newest first, or longest overdue first. What is not asked for is left out of the statement, so that an index fits what is. */
export async function listReferrals({ sql }: Pick<Reader, 'sql'>, filter: ListFilter): Promise<Position[]> {
  const params: unknown[] = []
  const $ = (value: unknown) => `$${params.push(value)}`
  const limit = $(filter.limit)
  const [at, way] = filter.overdueAt ? ['next_due', ''] : ['submitted_at', ' desc']
  const parts = partiesOf(filter.box).map(party => {
    const where = conditions(filter, party, $).join(' and ')
    return `(select id, ${at} as at from referral where ${where} order by ${at}${way}, id${way} limit ${limit})`
  })
  const all = parts.join(' union all ')
  return sql<Position>(`select id, at from (${all}) as found order by at${way}, id${way} limit ${limit}`, params)
}

/** What was taken over stands beside what was sent: a part of its own, so that each has its index. */
type Party = 'from' | 'to' | 'successor'

const partiesOf = (box: Box): Party[] => {
  if (box === 'protection') return ['to', 'from', 'successor']
  if (box === 'drafts') return ['from']
  return box === 'inbox' ? ['to'] : ['from', 'successor']
}

function conditions(filter: ListFilter, party: Party, $: (value: unknown) => string): string[] {
  const { box, status, state, protocol, priority, service, mine, fallback, assigned, overdueAt, since, after } = filter
  const side = party === 'to' ? 'to' : 'from'
  return [
    `${party}_agency = ${$(filter.agencyId)}`,
    `${side}_hub = ${$(filter.hub)}`,
    ...(party === 'from' ? ['successor_agency is null'] : []),
    box === 'protection' ? 'compartment' : 'not compartment',
    ...(box === 'drafts' ? ["status = 'draft'"] : []),
    ...(side === 'from' && box !== 'drafts' && status !== 'draft' ? ["status <> 'draft'"] : []),
    ...(status ? [`status = ${$(status)}`] : []),
    ...(state ? [`state = ${$(state)}`] : []),
    ...(protocol ? [`protocol = ${$(protocol)}`] : []),
    ...(priority ? [`priority = ${$(priority)}`] : []),
    ...(service ? [`${$(service)} = any (services)`] : []),
    ...(mine ? [`turn = '${party === 'to' ? 'recipient' : 'sender'}'`] : []),
    ...(fallback ? ['fallback_channel is not null'] : []),
    ...(assigned === 'none' ? [`${side}_assigned = 0 and turn is not null`] : []),
    ...(typeof assigned === 'object' ? [assignedTo(filter.agencyId, assigned.userId, $)] : []),
    ...(since ? [`submitted_at >= ${$(since)}`] : []),
    ...(overdueAt ? [`next_due < ${$(overdueAt)}`] : []),
    ...(after ? [past(after, overdueAt !== undefined, $)] : []),
  ]
}

const past = ({ at, id }: Position, rising: boolean, $: (value: unknown) => string): string =>
  rising ? `(next_due, id) > (${$(at)}, ${$(id)}::uuid)` : `(submitted_at, id) < (${$(at)}, ${$(id)}::uuid)`

/** From the user's own assignments, which are few, not from the agency's box. */
const assignedTo = (agencyId: string, userId: string, $: (value: unknown) => string): string =>
  `id in (select referral_id from assignment where user_id = ${$(userId)} and agency_id = ${$(agencyId)} and ended_at is null)`
