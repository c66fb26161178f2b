import type { Reader, Row } from '@amparo/store'
import type { Deadline, DeadlinePosition } from '../domain/deadline-list.ts'

export interface DeadlineFilter {
  readonly hub: string
  readonly agencyId: string
  /** From this moment on; undefined: from the first. */
  readonly from: Date | undefined
  /** Before this moment; undefined: to the last. */
  readonly to: Date | undefined
  /** Only of referrals in this user's hands. */
  readonly assignedTo: string | undefined
  /** Only those of which supervisors have been called. */
  readonly called: boolean
  /** Whether those of compartments are shown. */
  readonly inside: boolean
  readonly after: DeadlinePosition | undefined
  readonly limit: number
}

interface DeadlineRow extends Row {
  due_at: Date
  referral_id: string
  deadline: string
  priority: string
  protocol: string
  protocol_version: number
  state: string
  called: boolean
  assigned: string[]
}

/** The first to end comes first. Every part that is not asked for is left out, so that the plan fits what is asked. */
export async function listDeadlines({ sql }: Pick<Reader, 'sql'>, filter: DeadlineFilter): Promise<Deadline[]> {
  const { hub, agencyId, from, to, assignedTo, called, inside, after, limit } = filter
  const params: unknown[] = []
  const $ = (value: unknown) => `$${params.push(value)}`
  const where = [
    `d.owner_agency = ${$(agencyId)}`,
    `d.owner_hub = ${$(hub)}`,
    ...(from ? [`d.due_at >= ${$(from)}`] : []),
    ...(to ? [`d.due_at < ${$(to)}`] : []),
    ...(called ? ['d.called'] : []),
    ...(inside ? [] : ['not d.compartment']),
    ...(after
      ? [
          `(d.due_at, d.referral_id, d.deadline) > (${$(after.dueAt)}, ${$(after.referralId)}::uuid, ${$(after.deadline)})`,
        ]
      : []),
  ]
  const mine = assignedTo
    ? ` join assignment a on a.referral_id = d.referral_id and a.agency_id = d.owner_agency
         and a.ended_at is null and a.user_id = ${$(assignedTo)}`
    : ''
  const rows = await sql<DeadlineRow>(
    `select d.due_at, d.referral_id, d.deadline, d.called, r.priority, r.protocol, r.protocol_version, r.state,
       array(select w.user_id from assignment w where w.referral_id = d.referral_id and w.agency_id = $1
             and w.ended_at is null order by w.at, w.user_id) as assigned
     from (
       select d.due_at, d.referral_id, d.deadline, d.called from due d${mine} where ${where.join(' and ')}
       order by d.due_at, d.referral_id, d.deadline limit ${$(limit)}
     ) d join referral r on r.id = d.referral_id
     order by d.due_at, d.referral_id, d.deadline`,
    params,
  )
  return rows.map(row => ({
    dueAt: row.due_at,
    referralId: row.referral_id,
    deadline: row.deadline,
    priority: row.priority,
    protocol: row.protocol,
    protocolVersion: row.protocol_version,
    state: row.state,
    called: row.called,
    assignedTo: row.assigned,
  }))
}
