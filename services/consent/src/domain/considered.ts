import { caseOf } from './case.ts'
import type { Judgement } from './decide.ts'
import type { DisclosureRequest, Facts } from './disclosure.ts'
import type { Policy } from './policy.ts'
import { type DenialCode, PRECEDENCE, type Row } from './precedence.ts'
import type { BasisRecord } from './record.ts'

/** A basis that a decision looked at, by its id and version. */
export type NamedBasis = Pick<BasisRecord, 'id' | 'version' | 'basis' | 'origin'>

export interface Considered {
  /** Never changed in place: one list is one text (`store/considered.ts`). */
  readonly bases: readonly NamedBasis[]
  /** The first row of the table by which one of them could not carry the disclosure. Whichever is not in it could. */
  readonly struck: ReadonlyMap<NamedBasis, DenialCode>
}

export const NOTHING_CONSIDERED: Considered = { bases: [], struck: new Map() }

interface Judged {
  readonly request: DisclosureRequest
  readonly records: readonly BasisRecord[]
  readonly facts: Facts
  /** Of a permit, what it was decided by: no other record was struck out. */
  readonly struck?: Judgement['struck'] | undefined
}

/** What a decision looked at, and what was found of each basis. Says nothing where a party is unknown: no basis was asked then. */
export const considered = ({ request, records, facts, struck }: Judged, policy: Policy, now: Date): Considered => ({
  bases: records,
  struck: struck ?? struckIn({ request, records, facts }, policy, now),
})

/** Also by what stands in the table below the row that refused. */
function struckIn({ request, records, facts }: Judged, policy: Policy, now: Date): Judgement['struck'] {
  const { sender, recipient } = request
  const struck = new Map<BasisRecord, DenialCode>()
  if (sender === undefined || recipient === undefined) return struck
  const c = caseOf({ request, sender, recipient, facts, policy, now })
  for (const record of records) {
    const row = (PRECEDENCE as readonly Row[]).find(one => 'strikes' in one && one.strikes(record, c))
    if (row !== undefined) struck.set(record, row.code)
  }
  return struck
}
