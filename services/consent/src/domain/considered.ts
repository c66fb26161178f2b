import { caseOf } from './case.ts'
import type { Basis } from './codes.ts'
import type { Judgement } from './decide.ts'
import type { DisclosureRequest, Facts } from './disclosure.ts'
import type { Policy } from './policy.ts'
import { type DenialCode, PRECEDENCE, type Row } from './precedence.ts'
import type { BasisRecord } from './record.ts'

/** A basis that a decision looked at, by its id and version. */
export interface Considered {
  readonly id: string
  readonly version: number
  readonly basis: Basis
  readonly origin: BasisRecord['origin']
  /** The first row of the table by which it could not carry the disclosure; undefined: it could. */
  readonly struckBy: DenialCode | undefined
}

interface Judged {
  readonly request: DisclosureRequest
  readonly records: readonly BasisRecord[]
  readonly facts: Facts
  /** Of a permit, what it was decided by: no other record was struck out. */
  readonly struck?: Judgement['struck'] | undefined
}

/** What a decision looked at, and what was found of each basis. Says nothing where a party is unknown: no basis was asked then. */
export function considered({ request, records, facts, struck }: Judged, policy: Policy, now: Date): Considered[] {
  const by = struck ?? struckIn({ request, records, facts }, policy, now)
  return records.map(record => {
    const { id, version, basis, origin } = record
    return { id, version, basis, origin, struckBy: by.get(record) }
  })
}

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
