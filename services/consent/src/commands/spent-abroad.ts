import { AppError } from '@amparo/kernel'
import { isSpent, maySpend } from '../domain/child.ts'
import { BASES } from '../domain/codes.ts'
import type { ChildFacts, FindChild } from '../ports/child.ts'
import { basesAbroad } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

type AskingDeps = Pick<Deps, 'store' | 'newId' | 'log' | 'policy'> & { readonly findChild: FindChild }

/** How many people are asked about at once: recalls wait for the list. */
const AT_ONCE = 16

/**
 * Of people of whom something is in another hub: ids of the bases that carry nothing more by what is known of the person, though they are in force.
 * Their hub says no more that what left on one stands; nor of who cannot be found out about. Throws where nobody can say anything.
 */
export async function spentAbroad(deps: AskingDeps, toHub: string, now: Date): Promise<ReadonlySet<string>> {
  const kinds = BASES.filter(basis => maySpend(basis, deps.policy))
  const bases = await deps.store.read(reader => basesAbroad(reader, toHub, { kinds, now }))
  const people = [...Map.groupBy(bases, basis => basis.subjectId)]
  const spent = new Set<string>()
  for (let from = 0; from < people.length; from += AT_ONCE)
    await Promise.all(
      people.slice(from, from + AT_ONCE).map(async ([subjectId, theirs]) => {
        const child = await askAbout(deps, subjectId)
        if (child === undefined) messages['status.person-unknown'](deps.log, { toHub, bases: theirs.length })
        for (const { record } of theirs)
          if (child === undefined || isSpent(record, child, deps.policy)) spent.add(record.id)
      }),
    )
  return spent
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
