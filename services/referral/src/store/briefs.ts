import type { Reader, Row } from '@amparo/store'
import type { Brief } from '../domain/access.ts'
import { successorIn } from './mapping.ts'

interface BriefRow extends Row {
  id: string
  protocol: string
  protocol_version: number
  compartment: boolean
  priority: string
  services: string[]
  status: string
  minor: boolean
  from_hub: string
  from_agency: string
  to_hub: string | null
  to_agency: string | null
  subject_ref: string
  successorAgency: string | null
  successorRef: string | null
  takenOverAt: Date | null
}

const COLUMNS = `id, protocol, protocol_version, compartment, priority, services, status, minor,
  from_hub, from_agency, to_hub, to_agency, subject_ref,
  successor_agency as "successorAgency", successor_ref as "successorRef", taken_over_at as "takenOverAt"`

const briefOf = (row: BriefRow): Brief => ({
  id: row.id,
  protocol: row.protocol,
  protocolVersion: row.protocol_version,
  compartment: row.compartment,
  priority: row.priority,
  services: row.services,
  status: row.status,
  minor: row.minor,
  from: { hub: row.from_hub, agencyId: row.from_agency },
  to: row.to_hub !== null && row.to_agency !== null ? { hub: row.to_hub, agencyId: row.to_agency } : undefined,
  subjectRef: row.subject_ref,
  successor: successorIn(row),
})

export async function findBrief({ sql }: Pick<Reader, 'sql'>, id: string): Promise<Brief | undefined> {
  const [row] = await sql<BriefRow>(`select ${COLUMNS} from referral where id = $1`, [id])
  return row && briefOf(row)
}

/** Nobody changes them until the transaction ends. Always in the order of their ids, so that two never wait for one another. */
export async function lockBriefs({ sql }: Pick<Reader, 'sql'>, ids: readonly string[]): Promise<Map<string, Brief>> {
  const rows = await sql<BriefRow>(
    `select ${COLUMNS} from referral where id = any ($1::uuid[]) order by id for update`,
    [ids],
  )
  return new Map(rows.map(row => [row.id, briefOf(row)]))
}
