import {
  type AccreditationFault,
  accreditationFault,
  accreditationShape,
  accreditedUntil,
  type DirectoryStatement,
} from '@amparo/contracts'
import { daysLeft } from '../../../services/directory/src/domain/ending.ts'
import { UsageError } from '../usage-error.ts'
import { inColumns } from './table.ts'

interface Accredited {
  readonly agencyId: string
  /** `YYYY-MM-DD`. */
  readonly on: string
  /** Names of the two institutions. */
  readonly by: readonly string[]
}

const FAULTS: Readonly<Record<AccreditationFault, string>> = {
  missing: 'Say on which day the agency was accredited, and by whom.',
  not_by_two:
    'Two institutions have to approve it, other than the agency and different from each other: --approved-by twice.',
  in_future: 'That day has not come yet (days are those of UTC).',
}

/** The statement in which an agency, own or of a peer, was accredited again that day. Throws UsageError. */
export function withAccreditation(
  { agencies }: Pick<DirectoryStatement, 'agencies'>,
  { agencyId, on, by }: Accredited,
  now: Date,
): Pick<DirectoryStatement, 'agencies'> {
  const read = accreditationShape.safeParse({ on, by })
  if (!read.success) throw new UsageError(`${on} is no day (YYYY-MM-DD), or an institution has no name.`)
  const accreditation = read.data
  const known = agencies.find(agency => agency.agencyId === agencyId)
  if (known === undefined) throw new UsageError(`The directory knows no agency ${agencyId}.`)
  const fault = accreditationFault({ name: known.name, accreditation }, now)
  if (fault !== undefined) throw new UsageError(FAULTS[fault])
  return { agencies: agencies.map(agency => (agency === known ? { ...agency, accreditation } : agency)) }
}

/** One line an agency: of which hub, since when, by whom, and how many days are left. The next to lapse comes first. */
export function accreditationTable({ agencies }: Pick<DirectoryStatement, 'agencies'>, now: Date): string {
  const until = ({ accreditation }: Agency) =>
    accreditation === undefined ? 0 : accreditedUntil(accreditation.on).getTime()
  return inColumns(
    agencies
      .toSorted((one, other) => until(one) - until(other))
      .map(({ hub, agencyId, name, accreditation }) => [
        ...[hub, agencyId, name],
        ...(accreditation === undefined
          ? ['NOT ACCREDITED']
          : [left(accreditation.on, now), `by ${accreditation.by.join(', ')}`]),
      ]),
  )
}

type Agency = DirectoryStatement['agencies'][number]

function left(on: string, now: Date): string {
  const end = accreditedUntil(on)
  const days = daysLeft(end, now) ?? 0
  const lapse = end.toISOString().slice(0, 10)
  return days < 0 ? `accredited ${on}, LAPSED ${lapse}` : `accredited ${on}, lapses ${lapse}, in ${days} days`
}
