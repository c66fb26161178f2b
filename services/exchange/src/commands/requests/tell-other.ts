import { priorities, timestampFromDate } from '@amparo/contracts'
import type { Side } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { missedBy } from '../../domain/dues.ts'
import { otherSide } from '../../domain/requests/course.ts'
import type { Signed, Step } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { isByPhone } from '../../domain/requests/watched.ts'
import { after, UPDATE_DEADLINE_MS } from '../../domain/times.ts'
import { compose, queue } from '../queue.ts'
import type { RequestDeps } from './deps.ts'

/** The other central authority's hub hears of all the steps of that side, and of the side that asks also what it asks, always the same. */
export async function tellOther(
  tx: Transaction,
  deps: RequestDeps,
  request: Signed,
  side: Side,
  steps: readonly Step[],
): Promise<void> {
  const { id, parties } = request
  const { treaty, protocol } = basisOf(deps.rules, request)
  const to = parties[otherSide(side)]
  const addressed = {
    ...{ messageId: deps.newId(), peer: to.hub, referralId: id, packageId: null },
    ...{ fromAgency: null, deadline: after(deps.now(), UPDATE_DEADLINE_MS) },
    kind: 'evidence_request',
    ...(side === 'sender' && steps.length === 1 && isByPhone(request) && watch(deps)),
  } as const
  const value = {
    ...{ requestId: id, by: parties[side], to, termsHash: deps.rules.hashOf(treaty, protocol) },
    ...(side === 'sender' && { request: askingOf(request) }),
    steps: steps.map(({ number, seen, step, at, data }) => ({
      ...{ number, seen, step, at: timestampFromDate(at), data: JSON.stringify(data) },
    })),
  }
  await queue(deps, tx, compose(deps, addressed, { case: 'evidenceRequest', value }))
}

/** By the times of an emergency: whoever uses the urgency channel waits for nobody's office hours. */
const watch = ({ now, dues }: RequestDeps) => ({
  priority: 'emergency' as const,
  lookAt: missedBy(now(), dues.emergency, [], now()).nextAt,
})

const askingOf = ({ type, treaty, priority, draftedBy, protocolVersion, answers, expedited }: Signed) => ({
  ...{ type, treaty, priority: priorities.toEnum(priority), draftedBy, protocolVersion, expedited },
  answers: JSON.stringify(answers),
})
