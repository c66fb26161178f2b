import { holdName, type Reader, type Transaction } from '@amparo/store'
import { LockMode } from '@mikro-orm/core'
import type { Referral } from '../domain/referral.ts'
import { referralColumns, referralOf } from './mapping.ts'
import { ReferralRow } from './rows.ts'

/** Nobody else changes it until this transaction ends. Undefined: there is none. */
export async function lockReferral({ em }: Transaction, id: string): Promise<Referral | undefined> {
  const row = await em.findOne(ReferralRow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  return row === null ? undefined : referralOf(row)
}

/** As it stands; others may change it meanwhile. */
export async function findReferral({ em }: Pick<Reader, 'em'>, id: string): Promise<Referral | undefined> {
  const row = await em.findOne(ReferralRow, { id }, { refresh: true })
  return row === null ? undefined : referralOf(row)
}

/** For an id of which there may be no row to lock yet: whoever else claims it waits until this transaction ends. */
export const claimId = (tx: Transaction, id: string): Promise<void> => holdName(tx, `referral ${id}`)

export async function addReferral({ em }: Transaction, referral: Referral): Promise<void> {
  em.create(ReferralRow, { ...referralColumns(referral), events: 0 })
  // Its steps refer to the row, and the ORM does not know them.
  await em.flush()
}

/** Of a referral that this transaction has locked. */
export async function saveReferral({ em }: Transaction, referral: Referral): Promise<void> {
  em.assign(await loaded(em, referral.id), referralColumns(referral))
  await em.flush()
}

/** Number of the referral's next event, from 1 and without gaps. Locks the referral. */
export async function nextEvent({ em }: Transaction, id: string): Promise<number> {
  const row = await loaded(em, id)
  row.events += 1
  await em.flush()
  return row.events
}

/** From the identity map if this transaction has it already. */
const loaded = (em: Transaction['em'], id: string): Promise<ReferralRow> => em.findOneOrFail(ReferralRow, { id })
