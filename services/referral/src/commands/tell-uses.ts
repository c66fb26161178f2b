import { timestampFromDate, usesMoved } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { actorNow } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import type { Sent } from '../domain/case.ts'
import { usesLet } from '../domain/leave.ts'
import { otherSide, partyOf, type Step } from '../domain/referral.ts'
import type { AskedUse } from '../domain/uses.ts'
import { tell } from './tell.ts'

/** Steps about another use of what was sent, and the field of each that says the most. */
const ABOUT: Readonly<Record<string, string>> = {
  'ask-permission': 'use',
  'permit-use': 'permitted',
  'refuse-use': 'reason',
  'announce-exculpatory': 'allowedBy',
}

/** Asked, permitted, refused or announced, by whichever side: the access log of this hub has it, and its consent decides by it. */
export async function tellUses(
  tx: Transaction,
  { newId }: { readonly newId: NewId },
  found: Sent,
  steps: readonly Step[],
  at: Date,
): Promise<void> {
  const { referral } = found
  const uses = usesLet(found).map(useMessage)
  for (const { step, side, data, by, byUser } of steps) {
    const field = ABOUT[step]
    const to = partyOf(referral, otherSide(side))
    if (field === undefined || to === undefined) continue
    const who = { by, to, userId: byUser ?? '', ...(byUser !== undefined && { actor: actorNow(byUser) }) }
    const moved = { referralId: referral.id, step, about: aboutOf(data, field), ...who, uses }
    await tell(tx, { referralId: referral.id, at, correlationId: newId(), newId }, usesMoved, moved)
  }
}

/** An answer that names which of the uses it is about says so: use:answer. */
const aboutOf = (data: Step['data'], field: string): string =>
  field !== 'use' && typeof data['use'] === 'string' ? `${data['use']}:${data[field]}` : String(data[field])

export const useMessage = ({ until, ...use }: AskedUse) => ({
  ...use,
  ...(until && { until: timestampFromDate(until) }),
})
