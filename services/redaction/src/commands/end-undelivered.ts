import { type Clock, isUuid } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import { endQuestion } from '../store/match-questions.ts'
import { messages } from './messages.ts'

/** A question that did not get there has ended, and the custodian reads so. An answer of ours is nobody's here to wait for. */
export const endUndelivered =
  ({ now, log }: { readonly now: Clock; readonly log: Log }) =>
  async (tx: Transaction, { matchId, code }: { readonly matchId: string; readonly code: string }): Promise<void> => {
    if (!isUuid(matchId)) return
    const end = { state: 'not_delivered', code: code === '' ? null : code, matched: null } as const
    if (await endQuestion(tx, { questionId: matchId, at: now(), ...end }))
      messages['match.not-delivered'](log, { questionId: matchId, code })
  }
