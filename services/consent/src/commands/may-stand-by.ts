import type { Reader } from '@amparo/store'
import type { Party } from '../domain/agency.ts'
import { mayStandBy } from '../domain/own-record.ts'
import type { Directory } from '../ports/directory.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { active } from './case-file.ts'
import type { Deps } from './deps.ts'

interface Standing {
  /** Undefined: erased since; of them nobody is excluded any more. */
  readonly subjectId: string | undefined
  readonly caller: { readonly user: string; readonly agency: string }
}

/**
 * Whether this user may be the second person in what concerns somebody, by their agency and by whom that person excludes: answered of what is
 * read then, before others are asked and again where it counts. `may` says what else is asked of the agency.
 */
export async function freeToStandBy(
  { hub, directory, policy }: Pick<Deps, 'hub' | 'policy'> & { readonly directory: Directory },
  { subjectId, caller }: Standing,
): Promise<(reader: Reader, may?: (agency: Party) => boolean) => Promise<boolean>> {
  const party = active(await directory.findParty({ hub, agencyId: caller.agency }))
  return async (reader, may = () => true) => {
    const exclusions = subjectId === undefined ? [] : await exclusionsOf(reader, subjectId)
    return party !== undefined && mayStandBy(party, caller.user, exclusions, policy) && may(party)
  }
}
