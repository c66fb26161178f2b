import { subjectErased } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import { eraseSubject } from '../commands/erase-subject.ts'
import type { ForgetDeps } from '../commands/forget-subject.ts'
import type { Projection } from '../commands/projection.ts'

interface Deps {
  readonly keys: ForgetDeps
  /** What is in the log of the person is in it, too, before it is counted. */
  readonly projection: Projection
  readonly now: Clock
}

/** Of whom nothing is to be left: the log keeps who looked, and loses about whom. What it lost is kept for a proof, without a trail. */
export const onSubjectErased = ({ keys, projection, now }: Deps) => {
  const erase = eraseSubject(keys)
  return on(
    subjectErased,
    () => projection.catchUp(),
    ({ erasureId, shareIds, recalledByHub }, tx, { occurredAt }) =>
      erase(tx, {
        ...{ erasureId, recalledByHub: recalledByHub || undefined, erasedAt: occurredAt, heardAt: now() },
        subjectRefs: shareIds,
      }),
  )
}
