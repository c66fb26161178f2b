/** The parts of a statement that refer to one another. */
export interface Stated {
  readonly hub: string
  readonly issuedAt: string
  readonly nextBy?: string | undefined
  readonly agencies: readonly StatedAgency[]
  readonly hubs: readonly { readonly hub: string; readonly certificates: readonly { readonly use: string }[] }[]
  readonly instruments: readonly { readonly id: string; readonly hubs: readonly string[] }[]
  readonly successors?:
    | readonly { readonly hub: string; readonly agencyId: string; readonly successor: string }[]
    | undefined
}

interface StatedAgency {
  readonly hub: string
  readonly agencyId: string
  readonly type: string
  /** Absent: it is no member. */
  readonly issuer?: string | undefined
  readonly suspended?: boolean | undefined
}

/**
 * Of these there may be two while a hub changes its key: what either has signed is believed, so that nothing under way is lost. To the other,
 * forms are sealed, and its subkeys change under one primary key.
 */
export const CHANGED: ReadonlySet<string> = new Set([
  ...['redaction_sign', 'redaction_sign_compatible', 'consent_sign', 'exchange_sign'],
])

export const isUnique = (keys: readonly string[]): boolean => new Set(keys).size === keys.length

/** The next one comes after it; nothing twice, and nothing that refers to a hub it does not hold: else an answer would depend on the order of rows. */
export function isConsistent({ hub, issuedAt, nextBy, agencies, hubs, instruments, successors = [] }: Stated): boolean {
  const known = hubs.map(entry => entry.hub)
  return (
    (nextBy === undefined || Date.parse(nextBy) > Date.parse(issuedAt)) &&
    known.includes(hub) &&
    isUnique(known) &&
    isUnique(agencies.map(agency => `${agency.hub} ${agency.agencyId}`)) &&
    isUnique(instruments.map(instrument => instrument.id)) &&
    hubs.every(({ certificates }) => isUnique(certificates.map(({ use }) => use).filter(use => !CHANGED.has(use)))) &&
    agencies.every(agency => known.includes(agency.hub)) &&
    isUnique(successors.map(({ hub: of, agencyId }) => `${of} ${agencyId}`)) &&
    successors.every(succession => isFit(succession, agencies)) &&
    instruments.every(instrument => isUnique(instrument.hubs) && instrument.hubs.every(code => known.includes(code)))
  )
}

/** Never, whatever a statement says: whoever seeks help is not made known to those who could deport them. */
const NEVER = 'migration_enforcement'

/** Of an agency that is suspended, one of its hub for which somebody signs in, and that is not suspended itself. */
function isFit(
  { hub, agencyId, successor }: NonNullable<Stated['successors']>[number],
  agencies: readonly StatedAgency[],
): boolean {
  const find = (id: string) => agencies.find(agency => agency.hub === hub && agency.agencyId === id)
  const next = find(successor)
  return (
    find(agencyId)?.suspended === true &&
    next !== undefined &&
    next.suspended !== true &&
    next.issuer !== undefined &&
    next.type !== NEVER
  )
}
