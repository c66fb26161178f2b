import { type AgencyRef, isSameAgency } from '../agency.ts'
import { lastWholeDay } from './moments.ts'
import type { Reading } from './read.ts'

export interface ImportFault {
  readonly code: 'fhir_not_in_force' | 'fhir_other_controller' | 'fhir_would_widen'
  readonly pointer: string
}

/** Everything that forbids this agency to take a FHIR Consent over now, the first reason first. */
export function importFaults(
  { inForce, startsAt, controllers, limits }: Reading,
  by: AgencyRef,
  now: Date,
): readonly ImportFault[] {
  const later = startsAt.some(start => start > now)
  // What somebody let one agency pass on, they have not let another.
  const others = controllers !== undefined && !controllers.some(controller => isSameAgency(controller, by))
  return [
    ...(inForce ? [] : [{ code: 'fhir_not_in_force', pointer: '/status' } as const]),
    ...(later ? [{ code: 'fhir_not_in_force', pointer: '/period/start' } as const] : []),
    ...(others ? [{ code: 'fhir_other_controller', pointer: '/controller' } as const] : []),
    ...limits.map(pointer => ({ code: 'fhir_would_widen', pointer }) as const),
  ]
}

/** Its form, which ends no later than the consent that was read: an oral one would begin its 72 h anew. */
export function formToRecord({ form, endsAt }: Reading): Readonly<Record<string, unknown>> {
  if (endsAt === undefined) return form
  const last = lastWholeDay(endsAt)
  const { validUntil } = form
  return { ...form, validUntil: typeof validUntil === 'string' && validUntil < last ? validUntil : last }
}
