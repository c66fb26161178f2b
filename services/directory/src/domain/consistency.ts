/** The parts of a statement that refer to one another. */
export interface Stated {
  readonly hub: string
  readonly issuedAt: string
  readonly nextBy?: string | undefined
  readonly agencies: readonly { readonly hub: string; readonly agencyId: string }[]
  readonly hubs: readonly { readonly hub: string; readonly certificates: readonly { readonly use: string }[] }[]
  readonly instruments: readonly { readonly id: string; readonly hubs: readonly string[] }[]
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
export function isConsistent({ hub, issuedAt, nextBy, agencies, hubs, instruments }: Stated): boolean {
  const known = hubs.map(entry => entry.hub)
  return (
    (nextBy === undefined || Date.parse(nextBy) > Date.parse(issuedAt)) &&
    known.includes(hub) &&
    isUnique(known) &&
    isUnique(agencies.map(agency => `${agency.hub} ${agency.agencyId}`)) &&
    isUnique(instruments.map(instrument => instrument.id)) &&
    hubs.every(({ certificates }) => isUnique(certificates.map(({ use }) => use).filter(use => !CHANGED.has(use)))) &&
    agencies.every(agency => known.includes(agency.hub)) &&
    instruments.every(instrument => isUnique(instrument.hubs) && instrument.hubs.every(code => known.includes(code)))
  )
}
