import type { VerifiedEvidence } from '@amparo/client'
import { auditActions, bases, type Codes, purposes, timestampDate } from '@amparo/contracts'
import type { ProvenEntry } from './verify-proof.ts'

/** What a proof shows, a line for each thing that the entry says. */
export function tellProof(
  { head, index, record, entry }: ProvenEntry,
  delivery: readonly VerifiedEvidence[] = [],
): string {
  const { agency, recipient, occurredAt } = entry
  const said = {
    action: codeOf(auditActions, entry.action),
    'happened at': occurredAt && timestampDate(occurredAt).toISOString(),
    'by user': entry.userId,
    'of agency': agency && `${agency.hub} ${agency.agencyId}`,
    'signed in by': entry.authentication,
    referral: entry.referralId,
    'to agency': recipient && `${recipient.hub} ${recipient.agencyId}`,
    purpose: codeOf(purposes, entry.purpose),
    basis: codeOf(bases, entry.basis),
    'id of the basis': entry.basisId,
    'version of the basis': entry.basisVersion > 0 ? String(entry.basisVersion) : '',
    'policy of the decision': entry.policyHash,
    'policy of what was shown': entry.viewPolicyHash,
    'decision (hash of the signed permit)': entry.decisionHash,
    'what of the consent goes with it (hash of the signed grant)': entry.grantHash,
    package: entry.packageId,
    'hash of the package': entry.packageHash,
    'matter (salted hash of its number)': entry.caseHash,
    code: entry.code,
  }
  const lines = Object.entries(said).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  const stated = delivery.map(
    ({ issuer, kind, code, at }) => `${issuer} has stated: ${kind}${code && ` (${code})`} at ${at.toISOString()}`,
  )
  const seen = head.witnesses.map(({ name, time }) => `seen by ${name} at ${new Date(time * 1_000).toISOString()}`)
  const taken = new Date(record.takenAt * 1_000).toISOString()
  const place = `leaf ${index} of ${head.size} in ${head.origin}, ${record.source}'s entry ${record.sequence}, taken at ${taken}`
  return [...lines, ...stated, place, ...seen, 'The proof holds.', ''].join('\n')
}

const codeOf = <E extends number>(codes: Codes<E>, value: E) => (value === 0 ? undefined : codes.toCode(value))
