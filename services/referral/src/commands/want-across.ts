import type { Transaction } from '@amparo/store'
import type { Brief } from '../domain/access.ts'
import type { LinkKind } from '../domain/link.ts'
import { areOfTheSame, isTold } from '../domain/linked.ts'
import { isWithinOneHub } from '../domain/referral.ts'
import { wantTold } from '../store/across.ts'

/** The first of the two has just been linked to the other: another hub hears of it where it may. */
export async function wantLinkTold(tx: Transaction, [one, other]: readonly [Brief, Brief], kind: LinkKind) {
  if (isTold(kind) && areOfTheSame(one, other)) for (const { id } of [one, other]) await wantTold(tx, id)
  if (kind === 'sub-referral' && !isWithinOneHub(other)) await wantTold(tx, other.id)
}
