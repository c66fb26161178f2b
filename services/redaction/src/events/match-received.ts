import { type MatchReceived, matchReceived } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import type { AgencyKeyStore } from '../commands/agency-key.ts'
import { openMatch, type ReceivedMatch } from '../commands/match-message.ts'
import { messages } from '../commands/messages.ts'
import { orRefused } from '../commands/received.ts'
import type { takeAnswer } from '../commands/take-match-answer.ts'
import type { takeQuestion } from '../commands/take-match-question.ts'
import type { Directory } from '../ports/directory.ts'

interface Deps {
  readonly hub: string
  readonly keyStore: AgencyKeyStore
  readonly directory: Directory
  readonly takeQuestion: ReturnType<typeof takeQuestion>
  readonly takeAnswer: ReturnType<typeof takeAnswer>
  readonly now: Clock
  readonly log: Log
}

type Taken =
  | { readonly kind: 'question'; readonly questionId: string; readonly keep: (tx: Transaction) => Promise<boolean> }
  | {
      readonly kind: 'answer'
      readonly questionId: string
      readonly code: string
      readonly keep: (tx: Transaction) => Promise<boolean>
    }
  | { readonly kind: 'refused'; readonly code: string }
  /** Nobody waits for it. */
  | { readonly kind: 'unasked' }

/** Another hub asks, or answers. What it did not sign, or nobody asked, is said in the log alone: no answer tells whoever tries. */
export const onMatchReceived = (deps: Deps) =>
  on(
    matchReceived,
    event => orRefused(() => take(deps, receivedOf(event))),
    async ({ fromHub }, tx, { correlationId }, taken) => {
      const { log } = deps
      if (taken.kind === 'refused') return messages['match.refused'](log, { fromHub, code: taken.code, correlationId })
      if (taken.kind === 'unasked' || !(await taken.keep(tx)))
        return messages['match.refused'](log, { fromHub, code: 'match_replayed', correlationId })
      const { questionId } = taken
      if (taken.kind === 'question') messages['match.taken'](log, { questionId, fromHub, correlationId })
      else messages['match.settled'](log, { questionId, toHub: fromHub, code: taken.code })
    },
  )

async function take(deps: Deps, received: ReceivedMatch): Promise<Taken> {
  const content = await openMatch(deps, received)
  if ('question' in content) {
    const { question } = content
    return { kind: 'question', questionId: question.questionId, keep: deps.takeQuestion(question, received) }
  }
  const answer = await deps.takeAnswer(content.answer, received.fromHub)
  return answer === undefined ? { kind: 'unasked' } : { kind: 'answer', ...answer }
}

const receivedOf = ({ fromHub, match }: MatchReceived): ReceivedMatch => ({
  fromHub,
  to: { hub: match?.to?.hub ?? '', agencyId: match?.to?.agencyId ?? '' },
  ciphertext: match?.ciphertext ?? new Uint8Array(),
  sha256: match?.sha256 ?? '',
})
