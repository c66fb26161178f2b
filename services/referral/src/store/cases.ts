import type { Reader, Transaction } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { type Case, fold, foldToShow, goneOf } from '../domain/case.ts'
import type { Referral } from '../domain/referral.ts'
import { keptFiles } from './protocol-files.ts'
import { findReferral, lockReferral } from './referrals.ts'
import { stepsOf } from './steps.ts'

/** A referral with its log, both as nobody else changes them until this transaction ends. Undefined: there is none. */
export async function lockCase(tx: Transaction, book: Book, id: string): Promise<Case | undefined> {
  return folded(tx, book, await lockReferral(tx, id))
}

/** The same as it stands; others may change it meanwhile. */
export async function findCase(reader: Reader, book: Book, id: string): Promise<Case | undefined> {
  return folded(reader, book, await findReferral(reader, id))
}

async function folded(reader: Reader, book: Book, referral: Referral | undefined): Promise<Case | undefined> {
  if (referral === undefined) return undefined
  const steps = (await stepsOf(reader, [referral.id])).get(referral.id) ?? []
  await recall(reader, book, [{ referral, steps }])
  return fold(book, referral, steps)
}

type Logged = Pick<Case, 'referral' | 'steps'>

/** For those who only look at many of them. */
export async function casesToShow(
  reader: Reader,
  book: Book,
  referrals: readonly Referral[],
): Promise<Map<string, Case>> {
  const steps = await stepsOf(
    reader,
    referrals.map(({ id }) => id),
  )
  const logged = referrals.map(referral => ({ referral, steps: steps.get(referral.id) ?? [] }))
  await recall(reader, book, logged)
  return new Map(logged.map(one => [one.referral.id, foldToShow(book, one.referral, one.steps)]))
}

/** Another instance may have sent them under files that were never in this one's folder. */
async function recall(reader: Reader, book: Book, logged: readonly Logged[]): Promise<void> {
  const gone = logged.filter(({ referral, steps }) => goneOf(book, referral.protocol, steps).length > 0)
  if (gone.length === 0) return
  const protocols = new Set(gone.map(({ referral }) => referral.protocol))
  for (const { content } of await keptFiles(reader, [...protocols])) if (content) book.keep(content)
}
