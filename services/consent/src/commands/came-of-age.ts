import { isNoChild, isOfChildOnly } from '../domain/child.ts'
import type { FindChild } from '../ports/child.ts'
import { basesForChildren } from '../store/bases.ts'
import type { Deps } from './deps.ts'

/** Of people of whom something is in another hub: ids of the bases that ended with childhood. Their hub says no more that what left on one stands. */
export async function endedWithChildhood(
  { store, findChild }: Pick<Deps, 'store'> & { readonly findChild: FindChild },
  toHub: string,
  now: Date,
): Promise<ReadonlySet<string>> {
  const bases = await store.read(reader => basesForChildren(reader, toHub, now))
  const ended = new Set<string>()
  for (const [subjectId, theirs] of Map.groupBy(bases, basis => basis.subjectId)) {
    const { minor } = await findChild(subjectId)
    for (const { record } of theirs)
      if (isNoChild(record, { minor }) || isOfChildOnly(record, { minor })) ended.add(record.id)
  }
  return ended
}
