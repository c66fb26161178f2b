import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Explained, explainDecision } from './explain-decision.ts'

interface AuditDeps {
  readonly hub: string
  readonly explain: ReturnType<typeof explainDecision>
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

interface Asked extends Pick<Parameters<AuditDeps['explain']>[0], 'decisionId' | 'language'> {
  readonly by: { readonly user: string; readonly agency: string; readonly acr: string }
}

/** All of it, for the hub's auditor. That they read it is in the access log before; while that cannot be written, nobody does. Throws not_found. */
export const auditDecision =
  ({ hub, explain, append, now, newId }: AuditDeps) =>
  async ({ by, ...asked }: Asked): Promise<Explained> => {
    const explained = await explain({ ...asked, reader: 'auditor' })
    const { decisionId, referralId = '' } = explained.decision
    await append({
      ...{ entryId: newId(), action: Action.DECISION_READ, code: decisionId, referralId },
      ...{ userId: by.user, agency: { hub, agencyId: by.agency }, authentication: by.acr },
      occurredAt: timestampFromDate(now()),
    })
    return explained
  }
