import { isAuthority } from '../../domain/requests/agency.ts'
import type { TakingCode } from '../../domain/requests/errors.ts'
import { mayExpedite } from '../../domain/requests/expedited.ts'
import { instrumentsFor } from '../../domain/requests/instruments.ts'
import { readinessOf } from '../../domain/requests/ready.ts'
import { findBasis } from '../../domain/requests/rules.ts'
import type { ReportedRequest } from '../../ports/request-message.ts'
import type { RequestDeps } from './deps.ts'

export type Admission = { readonly refusal: TakingCode } | { readonly instrumentId: string }

/**
 * Whether a request of another hub that is not here yet is taken: by the own directory, the own files, and what it says itself, whatever the
 * other hub thought of it. Asks the directory, so outside of any transaction.
 */
export async function admissionOf(
  { hub, rules, directory, now }: Pick<RequestDeps, 'hub' | 'rules' | 'directory' | 'now'>,
  { asking, by, to }: ReportedRequest,
): Promise<Admission> {
  if (asking === undefined) return { refusal: 'request_unlawful' }
  const { type } = asking
  const basis = findBasis(rules, asking)
  if (basis === undefined) return { refusal: 'request_terms_differ' }
  const { treaty } = basis
  const all = instrumentsFor(rules.terms, await directory.instruments(by.hub, hub), {
    from: by.hub,
    to: hub,
    type,
    now: now(),
  })
  const authorities = await Promise.all([by, to].map(one => directory.findAgency(one.hub, one.agencyId)))
  const under = all.find(one => one.treaty === treaty)
  const isProvided = !asking.expedited || mayExpedite(treaty, asking)
  if (under === undefined || !isProvided || !authorities.every(isAuthority)) return { refusal: 'request_not_admitted' }
  const { faults, missing, obstacles } = readinessOf(rules.terms, treaty, asking)
  if (faults.length + missing.length + obstacles.length > 0) return { refusal: 'request_incomplete' }
  return { instrumentId: under.instrument.id }
}
