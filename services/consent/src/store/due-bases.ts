import type { Reader, Transaction } from '@amparo/store'
import { BASES, type Basis } from '../domain/codes.ts'
import type { DueBasis, DueKind } from '../domain/due.ts'
import { codeIn } from './reading.ts'

export interface DuePosition {
  readonly at: Date
  readonly id: string
}

interface DueFilter {
  readonly kind: DueKind
  readonly agencyId: string
  /** Due by then. */
  readonly until: Date
  readonly now: Date
  readonly after: DuePosition | undefined
  readonly limit: number
}

/** Which date counts. Of what was withdrawn nothing is due any more; nobody is warned of an end that is past, but what ended is reviewed. */
const DATE = { review: 'review_due', end: 'ends_at', sheet: 'sheet_by' } as const
const LIVE = {
  review: 'withdrawn_at is null and granted_at <= $1',
  end: 'withdrawn_at is null and ends_at > $1',
  sheet: 'withdrawn_at is null and sheet_id is null and sheet_by > $1',
} as const

/** What replaces a refused consent no colleague confirms. */
const UNCONFIRMED = `(confirm_by > $1 and confirmed_at is null and not replaces_refusal) is true`

interface Row {
  id: string
  agency_id: string
  subject_id: string
  basis: string
  at: Date
  unconfirmed: boolean
}

/** Of one agency, the earliest first. */
export async function dueBases({ sql }: Reader, filter: DueFilter): Promise<DueBasis[]> {
  const { kind, agencyId, until, now, after, limit } = filter
  const date = DATE[kind]
  const rows = await sql<Row>(
    `select id, agency_id, subject_id, basis, ${date} as at, ${UNCONFIRMED} as unconfirmed from basis
      where ${LIVE[kind]} and agency_id = $2 and ${date} <= $3 and ($4::timestamptz is null or (${date}, id) > ($4, $5::uuid))
      order by ${date}, id limit $6`,
    [now, agencyId, until, after?.at ?? null, after?.id ?? null, limit],
  )
  return rows.map(toDue)
}

const TOLD = { review: 'told_review', end: 'told_end', sheet: 'told_sheet' } as const

/** Of every agency, those of which nobody was told yet for this date; told from now on. */
export async function takeUntold(
  { sql }: Transaction,
  { kind, until, now, limit }: Omit<DueFilter, 'agencyId' | 'after'>,
): Promise<DueBasis[]> {
  const [date, told] = [DATE[kind], TOLD[kind]]
  const rows = await sql<Row>(
    `update basis set ${told} = ${date} where id in (
       select id from basis where ${LIVE[kind]} and ${date} <= $2 and (${told} is null or ${told} < ${date})
        order by ${date}, id limit $3 for update skip locked)
     returning id, agency_id, subject_id, basis, ${date} as at, ${UNCONFIRMED} as unconfirmed`,
    [now, until, limit],
  )
  return rows.map(toDue)
}

const toDue = (row: Row): DueBasis => ({
  basisId: row.id,
  agencyId: row.agency_id,
  subjectId: row.subject_id,
  basis: codeIn<Basis>(BASES, row.basis),
  at: row.at,
  unconfirmed: row.unconfirmed,
})
