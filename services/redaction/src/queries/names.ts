import type { Store } from '@amparo/store'
import { namesOfPerson, subjectNamed } from '../store/names-of-person.ts'

/** Of the person of that name, with it; none where nobody is known by it. */
export type FindNames = (subjectRef: string) => Promise<readonly string[]>

export const findNames =
  ({ store }: { readonly store: Pick<Store, 'read'> }): FindNames =>
  subjectRef =>
    store.read(async reader => {
      const subjectId = await subjectNamed(reader, subjectRef)
      return subjectId === undefined ? [] : (await namesOfPerson(reader, subjectId)).refs
    })
