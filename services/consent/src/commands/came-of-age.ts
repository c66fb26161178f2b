import { AppError } from '@amparo/kernel'
import { isNoChild, isOfChildOnly } from '../domain/child.ts'
import type { ChildFacts, FindChild } from '../ports/child.ts'
import { basesForChildren } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

type AskingDeps = Pick<Deps, 'store' | 'newId' | 'log'> & { readonly findChild: FindChild }

/** Of people of whom something is in another hub: ids of the bases that ended with childhood. Their hub says no more that what left on one stands; nor of who cannot be found out about. Throws where nobody can say anything. */
export async function endedWithChildhood(deps: AskingDeps, toHub: string, now: Date): Promise<ReadonlySet<string>> {
  const bases = await deps.store.read(reader => basesForChildren(reader, toHub, now))
  const ended = new Set<string>()
  for (const [subjectId, theirs] of Map.groupBy(bases, basis => basis.subjectId)) {
    const child = await askAbout(deps, subjectId)
    if (child === undefined) messages['status.person-unknown'](deps.log, { toHub, bases: theirs.length })
    for (const { record } of theirs)
      if (child === undefined || isNoChild(record, child) || isOfChildOnly(record, child)) ended.add(record.id)
  }
  return ended
}

/** Whoever is asked about: what these say is soon put right, and is waited for. */
const OF_EVERYBODY = ['statement_invalid', 'key_store_unavailable']

/** Undefined: nothing can be found out about them, though the service answers. */
async function askAbout({ findChild, newId }: AskingDeps, subjectId: string): Promise<ChildFacts | undefined> {
  try {
    return await findChild(subjectId)
  } catch (error) {
    if (error instanceof AppError && OF_EVERYBODY.includes(error.code)) throw error
    // Nobody has this id. Where not even that is answered, it is not for the person; where it is, it may have been the moment.
    await findChild(newId())
    return findChild(subjectId).catch(() => undefined)
  }
}
