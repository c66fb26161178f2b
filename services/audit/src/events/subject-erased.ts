import { subjectErased } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import { type ForgetDeps, forgetSubject } from '../commands/forget-subject.ts'
import type { Projection } from '../commands/projection.ts'
import { personKeyName } from '../domain/key-names.ts'
import { addErasure } from '../store/erasures.ts'

interface Deps {
  readonly keys: ForgetDeps
  /** What is in the log of the person is in it, too, before it is counted. */
  readonly projection: Projection
  readonly now: Clock
}

/** Of whom nothing is to be left: the log keeps who looked, and loses about whom. What it lost is kept for a proof, without a trail. */
export const onSubjectErased = ({ keys, projection, now }: Deps) => {
  const forget = forgetSubject(keys)
  return on(
    subjectErased,
    () => projection.catchUp(),
    async ({ erasureId, shareIds, recalledByHub }, tx, { occurredAt }) => {
      await addErasure(tx, {
        ...{ erasureId, recalledByHub: recalledByHub || undefined, erasedAt: occurredAt, heardAt: now() },
        ...{ subjectRefs: shareIds, keyNames: shareIds.map(personKeyName) },
      })
      await forget(tx, shareIds)
    },
  )
}
