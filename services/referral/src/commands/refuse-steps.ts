import { referralChanged, timestampFromDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Party } from '../domain/referral.ts'
import { REFUSALS, type Refusal } from '../domain/reported.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { tell } from './tell.ts'

interface Refused {
  readonly referralId: string
  readonly by: Party
  readonly counterpart: Party
  readonly refusal: Refusal
}

/** The sender hears why what it has done in a referral that stands here is not taken in. */
export async function refuseSteps(
  tx: Transaction,
  { newId, log }: Pick<Hearing, 'newId' | 'log'>,
  { refusal, ...about }: Refused,
  news: News,
): Promise<void> {
  const { referralId, counterpart } = about
  const steps = [{ number: 1, seen: 1, step: refusal, at: timestampFromDate(news.at), data: '{}' }]
  await tell(tx, { referralId, ...news, newId }, referralChanged, { ...about, steps })
  messages[`referral.${REFUSALS[refusal]}`](log, { referralId, fromHub: counterpart.hub })
}
