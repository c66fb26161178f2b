import { caseOf } from './case.ts'
import type { Basis } from './codes.ts'
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
}

/** What a decision looked at, and what was found of each basis. Says nothing where a party is unknown: no basis was asked then. */
export function considered({ request, records, facts }: Judged, policy: Policy, now: Date): Considered[] {
  const { sender, recipient } = request
  const known = sender !== undefined && recipient !== undefined
  const c = known ? caseOf({ request, sender, recipient, facts, policy, now }) : undefined
  const struckBy = (record: BasisRecord): DenialCode | undefined =>
    c && (PRECEDENCE as readonly Row[]).find(row => 'strikes' in row && row.strikes(record, c))?.code
  return records.map(record => {
    const { id, version, basis, origin } = record
    return { id, version, basis, origin, struckBy: struckBy(record) }
  })
}
