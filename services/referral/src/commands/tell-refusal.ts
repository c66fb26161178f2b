import {
  encode,
  type MessageInitShape,
  type ReferralChangedSchema,
  referralChanged,
  timestampFromDate,
} from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Party } from '../domain/referral.ts'
import type { Refusal } from '../domain/reported.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { tell } from './tell.ts'

interface Refused {
  readonly referralId: string
  readonly by: Party
  readonly counterpart: Party
  readonly refusal: Refusal
}

/** The sender hears why its referral was not taken in. Nothing of it is kept, so the event stands for itself: the first and last of it. */
export function tellRefusal(
  tx: Transaction,
  { newId, log }: Telling,
  refused: Refused,
  { at, correlationId }: News,
): void {
  const meta = { id: newId(), aggregateId: refused.referralId, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(referralChanged, refusalOf(refused, at), meta))
  say(log, refused)
}

/** The sender hears why what it has done in a referral that stands here is not taken in. */
export async function refuseSteps(
  tx: Transaction,
  { newId, log }: Telling,
  refused: Refused,
  news: News,
): Promise<void> {
  const { referralId } = refused
  await tell(tx, { referralId, ...news, newId }, referralChanged, refusalOf(refused, news.at))
  say(log, refused)
}

type Telling = Pick<Hearing, 'newId' | 'log'>

function refusalOf({ refusal, ...about }: Refused, at: Date): MessageInitShape<typeof ReferralChangedSchema> {
  return { ...about, steps: [{ number: 1, seen: 1, step: refusal, at: timestampFromDate(at), data: '{}' }] }
}

function say(log: Hearing['log'], { refusal, referralId, counterpart: { hub: fromHub } }: Refused): void {
  const said = refusal === 'protocol-differs' ? 'referral.protocol_differs' : 'referral.protocol_unknown'
  messages[said](log, { referralId, fromHub })
}
