import type { Transaction } from '@amparo/store'
import { courseOf, isCancelled } from '../../domain/requests/course.ts'
import { isSigned } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import { recallRequest } from '../recall.ts'
import type { RequestDeps } from './deps.ts'

/**
 * What was built for a request of this hub while it was being taken back is queued only after that, and goes no further either. To be
 * asked in the transaction that has queued it: whoever takes the request back is first, or finds it queued.
 */
export const recallIfOver =
  ({ hub, rules, now }: Pick<RequestDeps, 'hub' | 'rules' | 'now'>) =>
  async (tx: Transaction, referralId: string): Promise<void> => {
    const request = await lockRequest(tx, referralId)
    if (request === undefined || request.fromHub !== hub || !isSigned(request)) return
    const course = courseOf(basisOf(rules, request).protocol, request, await requestStepsOf(tx, request.id))
    if (isCancelled(course)) await recallRequest(tx, request.id, now())
  }
