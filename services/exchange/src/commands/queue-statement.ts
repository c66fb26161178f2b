import type { StatementMade } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { after, UPDATE_DEADLINE_MS } from '../domain/times.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { compose, queue } from './queue.ts'

/** For the consent service of another hub. One that goes to no peer goes nowhere; consent says it again. */
export const queueStatement =
  (deps: Deps) =>
  async (
    tx: Transaction,
    eventId: string,
    { statementId, toHub: peer, signed }: StatementMade,
    isReached: boolean,
  ): Promise<void> => {
    const kind = 'statement'
    if (!isReached) {
      const line = { messageId: eventId, peer, kind, referralId: statementId, code: 'peer_unknown' }
      messages['edge.failed'](deps.log, line)
      return
    }
    const deadline = after(deps.now(), UPDATE_DEADLINE_MS)
    const to = { messageId: eventId, peer, kind, referralId: statementId, packageId: null, fromAgency: null, deadline }
    const body = { case: 'statement' as const, value: { statementId, ...(signed ? { signed } : {}) } }
    await queue(deps, tx, compose(deps, { ...to, kind }, body))
  }
