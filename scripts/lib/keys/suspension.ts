import type { DirectoryStatement } from '@amparo/contracts'
import { isConsistent } from '../../../services/directory/src/domain/consistency.ts'
import { UsageError } from '../usage-error.ts'

interface Suspension {
  readonly agencyId: string
  readonly suspended: boolean
  /** Who acts in its place (ADR 63). Undefined: nobody yet. */
  readonly successor?: string | undefined
}

type Change = Pick<DirectoryStatement, 'agencies' | 'successors'>

/**
 * The statement in which an agency, own or of a peer, is suspended, or is no more. Whom it would have stood in for has nobody then, and so has it
 * itself once it is back. Throws UsageError.
 */
export function withSuspension(before: DirectoryStatement, { agencyId, suspended, successor }: Suspension): Change {
  const known = before.agencies.find(agency => agency.agencyId === agencyId)
  if (known === undefined) throw new UsageError(`The directory knows no agency ${agencyId}.`)
  if (!suspended && known.suspended !== true) throw new UsageError(`${known.name} is not suspended.`)
  const { hub } = known
  const others = (before.successors ?? []).filter(one => ![one.agencyId, one.successor].includes(agencyId))
  const change = {
    agencies: before.agencies.map(agency => (agency === known ? { ...agency, suspended } : agency)),
    successors: successor === undefined ? others : [...others, { hub, agencyId, successor }],
  }
  if (!isConsistent({ ...before, ...change }))
    throw new UsageError(
      `${successor} cannot act in the place of ${known.name}: it has to be another member of ${hub}, not suspended, and not migration enforcement.`,
    )
  return change
}
