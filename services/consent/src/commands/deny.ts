import { Action, timestampFromDate } from '@amparo/contracts'
import type { DenialCode } from '../domain/precedence.ts'
import type { AppendEntry } from '../ports/audit.ts'
import { wires } from '../ports/codes.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import type { Question } from './question.ts'

export type Deny = (question: Question, code: DenialCode) => Promise<void>

/** In the access log before the asker hears of it. Throws while the log cannot take it: that is no permit either. */
export const denyBy =
  ({ append, hub, policy, now, newId, log }: Deps & { readonly append: AppendEntry }): Deny =>
  async (question, code) => {
    const { occasion, caller, stated, referralId, sender, recipient, purpose } = question
    await append({
      entryId: newId(),
      action: Action.DISCLOSURE_DENIED,
      source: 'consent',
      userId: caller?.user ?? '',
      agency: caller === undefined ? sender : { hub, agencyId: caller.agency },
      authentication: caller?.acr ?? '',
      referralId,
      subjectRef: stated.subjectRef,
      recipient,
      ...(purpose && { purpose: wires.purpose.write(purpose) }),
      policyHash: policy.hash,
      code,
      occurredAt: timestampFromDate(now()),
    })
    messages['disclosure.denied'](log, { occasion, referralId, code, policyHash: policy.hash })
  }
