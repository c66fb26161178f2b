import type { Transaction } from '@amparo/store'
import { type Brief, sideOf } from '../domain/access.ts'
import { senderOf } from '../domain/referral.ts'
import { addNews } from '../store/news.ts'

const ALL: ReadonlySet<string> = new Set(['protection:work'])

/** Whoever else is a party of both, in this hub, may see the link and hears of it. */
export async function tellLinked(
  tx: Transaction,
  [one, other]: readonly [Brief, Brief],
  byAgency: string,
  hub: string,
  at: Date,
): Promise<void> {
  const parties = new Set([senderOf(one), one.to].flatMap(party => (party?.hub === hub ? party.agencyId : [])))
  parties.delete(byAgency)
  for (const agencyId of parties) {
    if (sideOf(other, { hub, agencyId, scopes: ALL }) === undefined) continue
    const { id: referralId, compartment } = one
    await addNews(tx, { agencyId, kind: 'linked', about: { referralId }, compartment, at })
  }
}
