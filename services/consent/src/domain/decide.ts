import { type Case, caseOf, crossesBorder, instrumentFor, released } from './case.ts'
import type { Decision, DisclosureRequest, Facts } from './disclosure.ts'
import type { Policy } from './policy.ts'
import { type DenialCode, PRECEDENCE, type Row } from './precedence.ts'
import { type BasisRecord, namesById, standsUntil } from './record.ts'

export interface Judgement {
  readonly decision: Decision<DenialCode>
  /** By the first row that struck them out; of a refusal, up to the row that refused. */
  readonly struck: ReadonlyMap<BasisRecord, DenialCode>
}

/**
 * Every disclosure is decided here: the precedence table refuses, or the most specific of the records it leaves carries it.
 * Unknown denies. Nothing that is passed in can switch a row off.
 */
export function judge(
  request: DisclosureRequest,
  records: readonly BasisRecord[],
  facts: Facts,
  policy: Policy,
  now: Date,
): Judgement {
  const { sender, recipient } = request
  const struck = new Map<BasisRecord, DenialCode>()
  const denied = (reason: DenialCode): Judgement => ({ decision: { permit: false, reason }, struck })
  if (recipient === undefined) return denied('recipient_unknown')
  if (sender === undefined) return denied('sender_unknown')
  const c = caseOf({ request, sender, recipient, facts, policy, now })
  let standing = records
  for (const row of PRECEDENCE as readonly Row[]) {
    if ('denies' in row && row.denies(c)) return denied(row.code)
    if ('strikes' in row) {
      const out = standing.filter(record => row.strikes(record, c))
      for (const record of out) struck.set(record, row.code)
      // Most rows strike nothing, and then nothing is made anew.
      if (out.length > 0) standing = standing.filter(record => !struck.has(record))
      const refused = standing.length === 0 && (out.length > 0 || row.deniesWithoutRecords?.(c) === true)
      if (refused) return denied(row.code)
    }
  }
  return { decision: permitted(c, standing), struck }
}

export const decide = (...asked: Parameters<typeof judge>): Decision<DenialCode> => judge(...asked).decision

/** Fails closed, should a table ever leave nothing without having refused. */
function permitted(c: Case, standing: readonly BasisRecord[]): Decision<DenialCode> {
  const record = mostSpecific(standing, c)
  const would = record && released(record, c)
  if (record === undefined || would === undefined) return { permit: false, reason: 'no_lawful_basis' }
  return {
    permit: true,
    basis: record.basis,
    basisId: record.id,
    basisVersion: record.version,
    standsUntil: standsUntil(record),
    purpose: would.purpose,
    categories: would.categories,
    withheld: would.withheld,
    codeNameOnly: would.codeNameOnly,
    ...(record.selfIncriminatingAgreed === true && { selfIncriminatingAgreed: true }),
    // Before the court itself, and not beyond its hub: a package would carry it further.
    ...(record.judicialReview === true &&
      c.recipient.type === 'court' &&
      !crossesBorder(c) && { judicialReview: true }),
    handlingCode: c.policy.protocols[c.request.protocol].handlingCode,
    instrumentId: crossesBorder(c) ? (instrumentFor(c, record)?.id ?? '') : '',
  }
}

const mostSpecific = ([first, ...others]: readonly BasisRecord[], c: Case): BasisRecord | undefined =>
  first && others.reduce((best, other) => (compareSpecificity(other, best, c) < 0 ? other : best), first)

/**
 * Most specific first: a recipient named by id before one named by kind; then the policy's order of bases; then the narrower
 * purpose; then the later one. The id settles the rest, so that the same case is always decided alike.
 */
function compareSpecificity(one: BasisRecord, other: BasisRecord, { recipient, policy }: Case): number {
  const { order } = policy.bases
  return (
    Number(namesById(other, recipient)) - Number(namesById(one, recipient)) ||
    order.indexOf(one.basis) - order.indexOf(other.basis) ||
    one.purposes.length - other.purposes.length ||
    other.grantedAt.getTime() - one.grantedAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  )
}
