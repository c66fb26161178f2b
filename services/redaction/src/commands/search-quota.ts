import { requireStepUp, type SignIn } from '@amparo/http'
import { DAY_MS } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { holdSearches, searchesSince } from '../store/searches.ts'

export interface SearchQuota {
  /** So many searches of a user in 24 hours without more ado; above that, with a recent sign-in. */
  readonly free: number
  /** And so many in all. */
  readonly most: number
}

interface Searching extends SignIn {
  readonly user: string
}

/** Throws `step_up_required` or `search_quota_reached`. */
export function checkQuota({ free, most }: SearchQuota, made: number, caller: Searching, now: Date): void {
  if (made >= most) throw errors.search_quota_reached()
  if (made >= free) requireStepUp(caller, now)
}

/** Counted one after the other: until the transaction ends no other search of that user is. Throws as above. */
export async function holdQuota(tx: Transaction, quota: SearchQuota, caller: Searching, now: Date): Promise<void> {
  await holdSearches(tx, caller.user)
  checkQuota(quota, await searchesSince(tx, caller.user, dayBefore(now)), caller, now)
}

export const dayBefore = (now: Date): Date => new Date(now.getTime() - DAY_MS)
