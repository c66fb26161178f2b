import { encode, requestSigned } from '@amparo/contracts'
import type { Replay } from '@amparo/store'
import { courseOf } from '../../domain/requests/course.ts'
import { errors } from '../../domain/requests/errors.ts'
import { isSigned, type Signed, sideOf } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { isUntaken } from '../../domain/requests/untaken.ts'
import { askerOf } from '../../ports/asker.ts'
import { saveCallAt } from '../../store/request-calls.ts'
import { lastSentOf, requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { tellOther } from './tell-other.ts'

interface SendAgain extends Pick<By, 'caller'> {
  readonly id: string
  readonly replay: Replay
}

/**
 * The central authority has its side of a request sent again, since the other hub refused it or it was tried in vain: the same steps, in a message of its own, signed anew
 * (what failed once is not taken under the same id); and of the side that asks the texts that did not get there. Throws no_such_request, request_not_to_send.
 */
export const sendRequestAgain =
  (deps: RequestDeps) =>
  async ({ caller, id, replay }: SendAgain): Promise<Signed> => {
    const asker = await askerOf(deps, caller)
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      const side = request && asker.isAuthority ? sideOf(request, asker) : undefined
      if (request === undefined || side === undefined || !isSigned(request)) throw errors.no_such_request()
      const last = await lastSentOf(tx, id)
      const steps = await requestStepsOf(tx, id)
      const run = courseOf(basisOf(deps.rules, request).protocol, request, steps)
      if (last === undefined || !isUntaken(last, run)) throw errors.request_not_to_send()
      const own = steps.filter(taken => taken.side === side)
      await tellOther(tx, deps, request, side, own)
      const at = deps.now()
      // Whoever was called of it is no longer.
      await saveCallAt(tx, id, at)
      const meta = { id: deps.newId(), aggregateId: id, aggregateVersion: request.version, occurredAt: at }
      if (side === 'sender') tx.emit(encode(requestSigned, { requestId: id }, { ...meta, correlationId: id }))
      return request
    }, replay)
  }
