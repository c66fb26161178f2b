import type { Replay } from '@amparo/store'
import { courseOf } from '../../domain/requests/course.ts'
import { errors } from '../../domain/requests/errors.ts'
import { isSigned, type Signed, sideOf } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { type AskedStep, checkStep } from '../../domain/requests/take-step.ts'
import { askerOf } from '../../ports/asker.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import type { By, RequestDeps } from './deps.ts'
import { recordStep } from './record-step.ts'

export interface TakeRequestStep extends By, AskedStep {
  readonly id: string
  readonly version: number
  readonly replay: Replay
}

/**
 * Any step of the protocol, by the central authority whose it is; the other hears of it. The row is locked, so of two that come at once
 * the second is told that it has moved on.
 */
export const takeRequestStep =
  (deps: RequestDeps) =>
  async ({ caller, id, version, step, data, invalid, replay }: TakeRequestStep): Promise<Signed> => {
    const asker = await askerOf(deps, caller)
    return deps.store.run(async tx => {
      const request = await lockRequest(tx, id)
      const side = request && asker.isAuthority ? sideOf(request, asker) : undefined
      if (request === undefined || side === undefined || !isSigned(request)) throw errors.no_such_request()
      if (request.version !== version) throw errors.request_moved_on()
      const { treaty, protocol } = basisOf(deps.rules, request)
      const steps = await requestStepsOf(tx, id)
      const run = courseOf(protocol, request, steps)
      const said = checkStep(run, { request, treaty }, { side, scopes: caller.scopes }, { step, data }, invalid)
      return recordStep(tx, deps, { request, steps }, { step, side, data: said, byUser: caller.user })
    }, replay)
  }
