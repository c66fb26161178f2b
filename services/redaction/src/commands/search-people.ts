import type { Append } from '@amparo/asking'
import { Action, bases, purposes, referralPurposes, timestampFromDate } from '@amparo/contracts'
import type { SignIn } from '@amparo/http'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { type Findable, featuresOf } from '../domain/finding/features.ts'
import { emergencyBasis, SEARCH_REASONS } from '../domain/finding/reasons.ts'
import type { Score } from '../domain/finding/score.ts'
import { CANDIDATE_BITS } from '../domain/finding/weights.ts'
import type { Directory } from '../ports/directory.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import type { Finding } from '../queries/find-people.ts'
import { addPseudonym, addSearch, prunePseudonyms, searchesSince } from '../store/searches.ts'
import { messages } from './messages.ts'
import { checkQuota, dayBefore, holdQuota, type SearchQuota } from './search-quota.ts'
import { type FormCaller, type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'

export interface SearchPeopleDeps extends TakeFormDeps {
  readonly finding: Finding
  readonly directory: Directory
  readonly append: Append
  readonly searchQuota: SearchQuota
  readonly newId: NewId
  readonly log: Log
}

export interface SentSearch extends SentForm {
  readonly caller: FormCaller & SignIn
}

export interface Candidate extends Score {
  /** Of this search alone. */
  readonly pseudonym: string
}

export interface SearchAnswer {
  readonly searchId: string
  /** The likeliest first. */
  readonly candidates: readonly Candidate[]
}

const text = z.string().max(200)
export const searchForm = z.strictObject({
  purpose: z.enum(referralPurposes),
  reason: z.enum(SEARCH_REASONS),
  names: z.array(text).max(5).default([]),
  dateOfBirth: z
    .string()
    .regex(/^\d{4}-\d\d(?:-\d\d)?$/)
    .nullable()
    .default(null),
  documents: z.array(text).max(5).default([]),
  phones: z.array(text).max(5).default([]),
})

const SHOWN_AT_MOST = 10
const PSEUDONYM_KEPT_MS = 7 * 24 * 3_600_000

/**
 * Looks for somebody among those whom the hub holds, by what is sealed in the form. Answers who it might be under names of this
 * search's own, never anything that is held of them. Whoever excludes the one who asks is not found. In the access log before it is answered, also when nobody was found.
 */
export const searchPeople = (deps: SearchPeopleDeps) => {
  const { hub, store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /searches', { schema: searchForm, maxBytes: 16_384 })
  return async (sent: SentSearch, replay: Replay): Promise<SearchAnswer> => {
    const { caller, correlationId } = sent
    const reading = await refuseSearching(deps, caller)
    const { data, ...form } = await take(sent, replay)
    const { purpose, reason, ...sought } = data
    checkIsSpecific(sought)
    const at = now()
    const made = await store.read(reader => searchesSince(reader, caller.user, dayBefore(at)))
    checkQuota(deps.searchQuota, made, caller, at)
    const found = await deps.finding.people(sought, { bits: CANDIDATE_BITS, most: SHOWN_AT_MOST, reading })
    const searchId = newId()
    const basis = emergencyBasis(reason)
    await deps.append({
      ...{ entryId: newId(), action: Action.PEOPLE_SEARCHED, purpose: purposes.toEnum(purpose) },
      ...{ code: `${reason}:${found.length}`, ...(basis && { basis: bases.toEnum(basis) }) },
      userId: caller.user,
      agency: { hub, agencyId: caller.agency },
      authentication: caller.acr,
      occurredAt: timestampFromDate(at),
    })
    const own = { userId: caller.user, agencyId: caller.agency }
    const named = found.map(({ subjectId, score, matched }) => ({ pseudonym: newId(), subjectId, score, matched }))
    const answer = await store.run(async tx => {
      await useForm(tx, form, at)
      await holdQuota(tx, deps.searchQuota, caller, at)
      await prunePseudonyms(tx, at)
      await addSearch(tx, { searchId, ...own, purpose, reason, shown: found.length, at })
      const expiresAt = new Date(at.getTime() + PSEUDONYM_KEPT_MS)
      for (const { pseudonym, subjectId } of named) await addPseudonym(tx, { pseudonym, subjectId, ...own, expiresAt })
      return { searchId, candidates: named.map(({ subjectId: _, ...candidate }) => candidate) }
    }, replay)
    messages['people.searched'](log, { searchId, agencyId: caller.agency, userId: caller.user, correlationId })
    return answer
  }
}

/** Throws `search_too_wide` where nothing is given by which one person could be found. */
function checkIsSpecific(sought: Findable): void {
  if (featuresOf(sought).every(({ kind }) => kind === 'birth_month' || kind === 'birth_date'))
    throw errors.search_too_wide()
}
