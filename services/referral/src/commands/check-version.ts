import type { Side } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { versionFor } from '../domain/visible.ts'
import { stepsOf } from '../store/steps.ts'

/** Throws version_changed if the caller decided on another version of the referral than this side sees now. By its log alone. */
export async function checkVersion(tx: Transaction, referralId: string, side: Side, expected: number | undefined) {
  if (expected === undefined) return
  const steps = (await stepsOf(tx, [referralId])).get(referralId) ?? []
  if (expected !== versionFor({ steps }, side)) throw errors.version_changed()
}
