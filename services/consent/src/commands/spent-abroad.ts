import { isSpent, maySpend } from '../domain/child.ts'
import { BASES } from '../domain/codes.ts'
import type { FindChildhoods } from '../ports/childhoods.ts'
import { basesAbroad } from '../store/bases.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

type AskingDeps = Pick<Deps, 'store' | 'log' | 'policy'> & { readonly findChildhoods: FindChildhoods }

/** How many people are asked about in one question: recalls wait for the list. */
const AT_ONCE = 200

/**
 * Of people of whom something is in another hub: ids of the bases that carry nothing more by what is known of the person, though they are in force.
 * Their hub says no more that what left on one stands; nor of who cannot be found out about. Throws where nobody can say anything.
 */
export async function spentAbroad(deps: AskingDeps, toHub: string, now: Date): Promise<ReadonlySet<string>> {
  const kinds = BASES.filter(basis => maySpend(basis, deps.policy))
  const bases = await deps.store.read(reader => basesAbroad(reader, toHub, { kinds, now }))
  const people = [...Map.groupBy(bases, basis => basis.subjectId)]
  const spent = new Set<string>()
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE)
    const known = await deps.findChildhoods(some.map(([subjectId]) => subjectId))
    for (const [n, [, theirs]] of some.entries()) {
      const childhood = known[n]
      if (childhood === undefined) messages['status.person-unknown'](deps.log, { toHub, bases: theirs.length })
      for (const { record } of theirs)
        if (childhood === undefined || isSpent(record, childhood, deps.policy)) spent.add(record.id)
    }
  }
  return spent
}
