import type { Store } from '@amparo/store'
import { type Proceedings, proceedingsOf } from '../store/proceedings.ts'

export interface AboutPerson {
  readonly subjectRefs: readonly string[]
  readonly referralIds: readonly string[]
}

/** What is under way about a person. */
export const findProceedings =
  ({ read }: Pick<Store, 'read'>) =>
  (about: AboutPerson): Promise<Proceedings> =>
    read(reader => proceedingsOf(reader, about))
