import type { Append } from '@amparo/asking'
import { Action, bases, timestampFromDate } from '@amparo/contracts'
import { httpErrors, type SignIn } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { emergencyBasis } from '../domain/finding/reasons.ts'
import type { REIDENTIFICATION_REASONS } from '../domain/reidentification.ts'
import { subjectsByCodeName } from '../store/code-names.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { type Reading, withoutExcluding } from '../store/excluded.ts'
import type { IndexKeys } from '../store/index-key.ts'
import { addSearch, searchesSince } from '../store/searches.ts'
import type { Custodian } from './custody.ts'
import { checkQuota, dayBefore, holdQuota, type SearchQuota } from './search-quota.ts'

export interface FindCodeNameDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'has'>
  readonly index: IndexKeys
  readonly append: Append
  readonly searchQuota: SearchQuota
  readonly now: Clock
  readonly newId: NewId
}

export interface ToldCodeName {
  /** As a reader sees it in a view. */
  readonly codeName: string
  /** Where the reader sees it, if that is known. */
  readonly referralId?: string | undefined
}

/**
 * Whose code name it is, for what it is to be told. It counts as a search, also where it is nobody's: else somebody could try all that there
 * are; but not where the log does not take it. Of whoever excludes the one who asks it is nobody's. Throws `not_found`; `code_name_ambiguous` where two people have it; what the quota throws.
 */
export async function findCodeName(
  { hub, store, keys, index, append, searchQuota, now, newId }: FindCodeNameDeps,
  { codeName, referralId, reason }: ToldCodeName & { readonly reason: (typeof REIDENTIFICATION_REASONS)[number] },
  caller: Custodian & SignIn,
  reading: Reading,
): Promise<string> {
  const at = now()
  const tokens = (await index.known()).map(key => key.codeNameToken(codeName))
  const shown = await store.read(async reader =>
    withoutExcluding(reader, await subjectsByCodeName(reader, tokens, referralId), reading),
  )
  const found = [...shown]
  // Rows of somebody who was erased may come back with a backup; the key does not.
  const there = await Promise.all(found.map(subjectId => keys.has(subjectId)))
  const subjects = found.filter((_, i) => there[i])
  const made = await store.read(reader => searchesSince(reader, caller.user, dayBefore(at)))
  checkQuota(searchQuota, made, caller, at)
  const basis = emergencyBasis(reason)
  await append({
    ...{ entryId: newId(), action: Action.PEOPLE_SEARCHED, code: `code_name:${subjects.length}`, userId: caller.user },
    ...{ agency: { hub, agencyId: caller.agency }, authentication: caller.acr, occurredAt: timestampFromDate(at) },
    ...(basis && { basis: bases.toEnum(basis) }),
  })
  await store.run(async tx => {
    await holdQuota(tx, searchQuota, caller, at)
    const search = { searchId: newId(), purpose: 'formal_identification', reason: 'code_name', shown: subjects.length }
    await addSearch(tx, { ...search, userId: caller.user, agencyId: caller.agency, at })
  })
  const [subjectId, ...others] = subjects
  if (subjectId === undefined) throw httpErrors.not_found()
  if (others.length > 0) throw errors.code_name_ambiguous()
  return subjectId
}
