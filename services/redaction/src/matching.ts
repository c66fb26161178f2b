import type { HttpApp } from '@amparo/http'
import type { Store } from '@amparo/store'
import type { AgencyKeyStore } from './commands/agency-key.ts'
import { type AnswerMatchesDeps, answerMatches } from './commands/answer-matches.ts'
import { type AskMatchDeps, askMatch } from './commands/ask-match.ts'
import { endEpochs } from './commands/end-epochs.ts'
import { endUndelivered } from './commands/end-undelivered.ts'
import { isSetClosed, ownMatchSet } from './commands/own-match-set.ts'
import { takeAnswer } from './commands/take-match-answer.ts'
import { takeQuestion } from './commands/take-match-question.ts'
import type { MatchQuota } from './domain/matching/question.ts'
import { onMatchReceived } from './events/match-received.ts'
import { onMatchSettled } from './events/match-settled.ts'
import { matchingRoutes } from './http/matching.ts'
import { refuseForeign, refuseSearching } from './queries/enforcement.ts'
import type { DataKeys } from './store/data-keys.ts'
import type { KeysDatabase } from './store/keys-database.ts'
import { allAsked } from './store/match-asked.ts'
import { questionsOf } from './store/match-questions.ts'

/** So much one hub may ask another. Each question is eight guesses at most. */
export const MATCH_QUOTA: MatchQuota = { aDay: 20, anHour: 6 }

type Deps = AskMatchDeps &
  Omit<AnswerMatchesDeps, 'ownSet' | 'isClosed'> & {
    readonly store: Store
    readonly keys: DataKeys
    readonly keysDatabase: KeysDatabase
    readonly keyStore: AgencyKeyStore
  }

const SHOWN = 200

/** Adds what custodians ask other hubs, and gives back what is to be heard of them and what the clock does. */
export function addMatching(http: HttpApp, deps: Deps) {
  const { store, hub } = deps
  matchingRoutes(http, {
    ask: askMatch(deps),
    questions: async caller => {
      const reading = await refuseSearching(deps, caller)
      return store.read(reader => questionsOf(reader, reading, SHOWN))
    },
    asked: async caller => {
      await refuseForeign(deps, caller)
      return store.read(reader => allAsked(reader, hub, SHOWN))
    },
  })
  const answer = answerMatches({ ...deps, ownSet: ownMatchSet(deps), isClosed: isSetClosed(deps) })
  const end = endEpochs(deps)
  return {
    subscriptions: [
      onMatchReceived({ ...deps, takeQuestion: takeQuestion(deps), takeAnswer: takeAnswer(deps) }),
      onMatchSettled(endUndelivered(deps)),
    ],
    tendMatching: async (signal?: AbortSignal): Promise<void> => {
      await answer(signal)
      await end()
    },
  }
}
