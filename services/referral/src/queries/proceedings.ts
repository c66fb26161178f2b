import type { Store } from '@amparo/store'
import { type UnderWay, underWay } from '../store/proceedings.ts'

export interface AboutPerson {
  readonly subjectRefs: readonly string[]
  readonly referralIds: readonly string[]
}

/** What is under way about a person. */
export const findUnderWay =
  ({ read }: Pick<Store, 'read'>) =>
  (about: AboutPerson): Promise<UnderWay> =>
    read(reader => underWay(reader, about))
