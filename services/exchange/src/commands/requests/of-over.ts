import { isFinal } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { courseOf } from '../../domain/requests/course.ts'
import { writtenIn } from '../../domain/requests/letters.ts'
import { isSigned } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import type { NewOutgoing } from '../../store/outgoing.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import type { RequestDeps } from './deps.ts'

/**
 * Whether what is about to be queued is what a request of this hub says, or an annex of it, and that is over: it may have been taken back since
 * redaction sealed this. Letters go, and what was obtained. The request stays locked, so that nobody takes it back between this and the queueing.
 */
export const isOfOverRequest =
  ({ hub, rules }: Pick<RequestDeps, 'hub' | 'rules'>) =>
  async (tx: Transaction, { kind, referralId, field }: NewOutgoing): Promise<boolean> => {
    if (kind !== 'file' && (kind !== 'message' || writtenIn(field ?? '') !== undefined)) return false
    const request = await lockRequest(tx, referralId)
    if (request === undefined || request.fromHub !== hub || !isSigned(request)) return false
    const { protocol, state } = courseOf(
      basisOf(rules, request).protocol,
      request,
      await requestStepsOf(tx, referralId),
    )
    return isFinal(protocol, state)
  }
