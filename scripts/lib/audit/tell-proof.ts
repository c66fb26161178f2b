import { type VerifiedEvidence, type WhatLeft, whatLeft } from '@amparo/client'
import { Action, auditActions, bases, type Codes, type Entry, purposes, timestampDate } from '@amparo/contracts'
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
    'let in by the scope': entry.scope,
    'in the role': entry.roles.join(', ') || (entry.userId && 'not recorded'),
    'part of': entry.correlationId,
    referral: entry.referralId,
    'to agency': recipient && `${recipient.hub} ${recipient.agencyId}`,
    purpose: codeOf(purposes, entry.purpose),
    basis: codeOf(bases, entry.basis),
    'id of the basis': entry.basisId,
    'version of the basis': entry.basisVersion > 0 ? String(entry.basisVersion) : '',
    'basis (hash of that version)': entry.basisHash,
    'policy of the decision': entry.policyHash,
    'policy of what was shown': entry.viewPolicyHash,
    'decision (hash of the signed permit)': entry.decisionHash,
    'what of the consent goes with it (hash of the signed grant)': entry.grantHash,
    'what was given out': entry.packageId,
    'hash of it': entry.packageHash,
    'matter (salted hash of its number)': entry.caseHash,
    code: entry.code,
  }
  const lines = Object.entries(said).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  const seen = head.witnesses.map(({ name, time }) => `seen by ${name} at ${new Date(time * 1_000).toISOString()}`)
  const taken = new Date(record.takenAt * 1_000).toISOString()
  const place = `leaf ${index} of ${head.size} in ${head.origin}, ${record.source}'s entry ${record.sequence}, taken at ${taken}`
  return [...lines, ...deliveryOf(entry, delivery), place, ...seen, 'The proof holds.', ''].join('\n')
}

/** What hubs have stated of what left, and what that comes to; or that nothing did. */
function deliveryOf(entry: Entry, delivery: readonly VerifiedEvidence[]): string[] {
  const left = whatLeft(entry)
  if (entry.action === Action.FILE_HANDED_OVER)
    return ['delivery: none by this entry: it was decided, and what left by that has an entry of its own']
  if (left === undefined) return ['delivery: none, since nothing left the hub by this entry']
  if (left.id === '') return ['delivery: cannot be told: a version that did not name what left has made this entry']
  const stated = delivery.map(
    ({ issuer, kind, code, at, aboutPackageSha256 }) =>
      `${issuer} has stated: ${kind}${code && ` (${code})`} at ${at.toISOString()}, ${aboutPackageSha256 ? 'of what has that hash' : 'of that id, without a hash'}`,
  )
  return [...stated, `delivery: ${outcomeOf(left, delivery)}`]
}

function outcomeOf({ to }: WhatLeft, delivery: readonly VerifiedEvidence[]): string {
  const arrived = delivery.filter(({ kind }) => kind === 'delivered' || kind === 'retrieved')
  if (arrived.some(({ aboutPackageSha256 }) => aboutPackageSha256 !== ''))
    return `${to} has signed that it received exactly what left`
  if (arrived.length > 0) return `${to} has signed that it received what has that id, and not with which bytes`
  if (delivery.some(({ kind }) => kind === 'refused')) return `${to} has signed that it refused it`
  return `this proof shows no statement of ${to} that it received it`
}

const codeOf = <E extends number>(codes: Codes<E>, value: E) => (value === 0 ? undefined : codes.toCode(value))
