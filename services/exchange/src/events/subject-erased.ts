import { subjectErased } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { recall } from '../commands/recall.ts'

export const onSubjectErased = (recalled: ReturnType<typeof recall>) =>
  on(subjectErased, ({ referralIds, recallIds, recalledBy, recalledByHub }, tx, { occurredAt: at }) => {
    const askedBy = recalledBy === '' ? undefined : { fromHub: recalledByHub, textId: recalledBy }
    return recalled(tx, { referralIds, recallIds, askedBy, at })
  })
