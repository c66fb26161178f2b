import type { Reader, Transaction } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { type Case, fold } from '../domain/case.ts'
import { findReferral, lockReferral } from './referrals.ts'
import { stepsOf } from './steps.ts'

/** A referral with its log, both as nobody else changes them until this transaction ends. Undefined: there is none. */
export async function lockCase(tx: Transaction, book: Book, id: string): Promise<Case | undefined> {
  const referral = await lockReferral(tx, id)
  if (referral === undefined) return undefined
  return fold(book, referral, (await stepsOf(tx, [id])).get(id) ?? [])
}

/** The same as it stands; others may change it meanwhile. */
export async function findCase(tx: Reader, book: Book, id: string): Promise<Case | undefined> {
  const referral = await findReferral(tx, id)
  return referral && fold(book, referral, (await stepsOf(tx, [id])).get(id) ?? [])
}
