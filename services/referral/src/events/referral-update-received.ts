import { referralUpdateReceived, statuses } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { followCounterpart } from '../commands/follow-counterpart.ts'
import type { Hearing } from '../commands/hearing.ts'
import { errors } from '../domain/errors.ts'
import { knownCode } from '../domain/foreign.ts'
import { codeOf, partyOf, statusOf, uuidOf } from './reading.ts'

export const onReferralUpdateReceived = (hearing: Hearing) =>
  on(referralUpdateReceived, ({ fromHub, update }, tx, { occurredAt: at }) => {
    if (update === undefined) throw errors.news_unreadable()
    return followCounterpart(hearing)(tx, {
      referralId: uuidOf(update.referralId),
      fromHub,
      by: partyOf(update.by),
      version: update.version,
      status: statusOf(codeOf(statuses, update.status)),
      reason: knownCode(update.reason),
      outcome: knownCode(update.outcome),
      at,
    })
  })
