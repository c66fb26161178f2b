import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { DecisionRecord } from '../domain/decision-record.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { wires } from '../ports/codes.ts'
import type { Assumed } from '../store/keep-decisions.ts'
import type { Deps } from './deps.ts'
import type { Keep } from './keep-permit.ts'
import { messages } from './messages.ts'
import type { Question } from './question.ts'

/** False: what it was decided on has changed, and nothing is kept or told. */
export type Deny = (denied: Denied) => Promise<boolean>

type DenyDeps = Pick<Deps, 'hub' | 'policy' | 'log'> & { readonly append: Append; readonly keep: Keep }

interface Denied {
  readonly decision: DecisionRecord
  readonly assumed: Assumed | undefined
  readonly question: Question
  readonly code: DenialCode
}

/**
 * On record and in the access log, under one id, before the asker hears of it. Throws while either cannot take it: that is no permit
 * either.
 */
export const denyBy =
  ({ append, keep, hub, policy, log }: DenyDeps): Deny =>
  async ({ question, code, ...kept }) => {
    const { decision } = kept
    const { occasion, caller, stated, referralId, sender, recipient, purpose } = question
    if (!(await keep(kept))) return false
    await append({
      entryId: decision.decisionId,
      action: Action.DISCLOSURE_DENIED,
      userId: caller?.user ?? '',
      agency: caller === undefined ? sender : { hub, agencyId: caller.agency },
      authentication: caller?.acr ?? '',
      referralId,
      subjectRef: stated.subjectRef,
      recipient,
      ...(purpose && { purpose: wires.purpose.write(purpose) }),
      policyHash: policy.hash,
      code,
      occurredAt: timestampFromDate(decision.decidedAt),
    })
    messages['disclosure.denied'](log, { occasion, referralId, code, policyHash: policy.hash })
    return true
  }
