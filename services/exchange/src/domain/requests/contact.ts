import { isFinal } from '@amparo/protocols'
import type { Agency } from './agency.ts'
import { courseOf } from './course.ts'
import { type EvidenceRequest, isSigned, type Step } from './request.ts'
import { basisOf, type Rules } from './rules.ts'

/** Kinds of agencies that execute what another state asks. */
const EXECUTING: readonly string[] = ['police', 'prosecution', 'court']

/** Whom a central authority may let write, of its own hub, to whoever leads the case there. */
export const mayBeContact = (agency: Agency | undefined): agency is Agency =>
  agency !== undefined && !agency.suspended && EXECUTING.includes(agency.type)

/** There is something to execute: it was signed, came from another hub, and is not over. */
export const isUnderWay = (rules: Rules, request: EvidenceRequest, steps: readonly Step[]): boolean => {
  if (!isSigned(request) || request.status !== 'received') return false
  const { protocol, state } = courseOf(basisOf(rules, request).protocol, request, steps)
  return !isFinal(protocol, state)
}

/** An agency that executes a request and may write to whoever leads the case. */
export interface Contact {
  readonly agencyId: string
  readonly openedAt: Date
  /** Null: it is open. */
  readonly closedAt: Date | null
}
