import { referralChanged, timestampFromDate } from '@amparo/contracts'
import { hashOf, type Side, SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Sent } from '../domain/case.ts'
import { FAIL, toldFailure } from '../domain/foreign.ts'
import { otherSide, partyOf } from '../domain/referral.ts'
import { type Telling, tell } from './tell.ts'

/** The other party hears of every step but those that stay inside; of sending it hears by the referral itself. */
export async function tellCounterpart(
  tx: Transaction,
  { referral, run, steps }: Sent,
  side: Side,
  telling: Omit<Telling, 'referralId'>,
): Promise<void> {
  const [by, counterpart] = [partyOf(referral, side), partyOf(referral, otherSide(side))]
  if (by === undefined || counterpart === undefined) return
  const told = steps
    .filter(taken => taken.side === side && taken.told && taken.step !== SUBMIT)
    .sort((one, other) => one.number - other.number)
  await tell(tx, { ...telling, referralId: referral.id }, referralChanged, {
    referralId: referral.id,
    by,
    counterpart,
    protocolHash: hashOf(run.protocol),
    steps: told.map(({ number, seen, step, at, data }) => ({
      ...{ number, seen, step, at: timestampFromDate(at) },
      data: JSON.stringify(step === FAIL ? { code: toldFailure(data['code']) } : data),
    })),
  })
}
