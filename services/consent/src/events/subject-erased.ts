import { subjectErased } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { endBases } from '../commands/end-bases.ts'

/** Nothing rests any more on what a person agreed to who is gone. */
export const onSubjectErased = () =>
  on(subjectErased, ({ shareIds }, tx, { occurredAt }) => endBases(tx, shareIds, occurredAt))
