import { referralUpdateReceived, timestampDate } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { followCounterpart } from '../commands/follow-counterpart.ts'
import type { Hearing } from '../commands/hearing.ts'
import { errors } from '../domain/errors.ts'
import { dataOf, partyOf, uuidOf } from './reading.ts'

export const onReferralUpdateReceived = (hearing: Hearing) =>
  on(referralUpdateReceived, ({ fromHub, update }, tx, { occurredAt: at, correlationId }) => {
    if (update === undefined) throw errors.news_unreadable()
    const steps = update.steps.map(({ number, seen, step, at: takenAt, data }) => {
      if (takenAt === undefined) throw errors.news_unreadable()
      return { number, seen, step, at: timestampDate(takenAt), data: dataOf(data) }
    })
    const report = {
      referralId: uuidOf(update.referralId),
      fromHub,
      by: partyOf(update.by),
      steps,
      protocolHash: update.protocolHash || undefined,
    }
    return followCounterpart(hearing)(tx, report, { at, correlationId })
  })
