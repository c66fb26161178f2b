import { subjectErased } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { type ForgetDeps, forgetSubject } from '../commands/forget-subject.ts'

/** Of whom nothing is to be left: the log keeps who looked, and loses about whom. */
export const onSubjectErased = (keys: ForgetDeps) => {
  const forget = forgetSubject(keys)
  return on(subjectErased, ({ shareIds }, tx) => forget(tx, shareIds))
}
