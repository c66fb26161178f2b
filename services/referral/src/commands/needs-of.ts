import type { Transaction } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { absentIfGone, isSent, type Sent } from '../domain/case.ts'
import { deadlinesOf, isSilent } from '../domain/deadlines.ts'
import { takenOn, unmet } from '../domain/needs.ts'
import { toldOnward } from '../domain/onward.ts'
import { providedBySubs } from '../domain/passed-on.ts'
import { findCase } from '../store/cases.ts'
import { firedOf } from '../store/fired.ts'
import { type Follower, followersOf } from '../store/links.ts'
import { passedOnOf } from '../store/passed-on.ts'

/** Whether this hub has had to look for the next agency because the recipient lets a time run out. */
export const silentNow = async (tx: Transaction, book: Book, found: Sent): Promise<boolean> =>
  isSilent(deadlinesOf(book, found), await firedOf(tx, found.referral.id))

/** What those who have taken it on after it see to. */
export async function seenTo(tx: Transaction, book: Book, followers: readonly Follower[]): Promise<Set<string>> {
  const services = new Set<string>()
  for (const { id } of followers) {
    const other = await findCase(tx, book, id).catch(absentIfGone)
    if (other && isSent(other)) for (const service of takenOn(other)) services.add(service)
  }
  return services
}

/** What another agency may be asked for now. */
export async function needsOf(tx: Transaction, book: Book, found: Sent): Promise<string[]> {
  const left = unmet(found, await silentNow(tx, book, found))
  if (left.length === 0) return left
  const others = await seenTo(tx, book, await followersOf(tx, found.referral.id))
  const here = (await passedOnOf(tx, book, [found.referral.id])).get(found.referral.id) ?? []
  const subs = providedBySubs([...here, ...toldOnward(found)])
  return left.filter(service => !others.has(service) && !subs.has(service))
}
