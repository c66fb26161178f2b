import { isUuid } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { namesOfPerson } from '../store/names-of-person.ts'
import { recordsShownWith } from '../store/record-links.ts'
import { findReidentification } from '../store/reidentifications.ts'
import { findShare } from '../store/shares.ts'

/** Of the person of that name, with it, and by every record that is linked with it; none where nobody is known by it. */
export type FindNames = (subjectRef: string) => Promise<readonly string[]>

export const findNames =
  ({ store }: { readonly store: Pick<Store, 'read'> }): FindNames =>
  subjectRef =>
    store.read(async reader => {
      if (!isUuid(subjectRef)) return []
      const named = (await findShare(reader, subjectRef)) ?? (await findReidentification(reader, subjectRef))
      if (named === undefined) return []
      const { subjectId } = named
      return (await namesOfPerson(reader, [subjectId, ...(await recordsShownWith(reader, subjectId))])).refs
    })
