import { type MatchQuestion as Asked, purposes, timestampDate } from '@amparo/contracts'
import { POPRF_ELEMENT_BYTES } from '@amparo/crypto'
import { type Clock, isUuid, type NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { isOpenEpoch } from '../domain/matching/epoch.ts'
import type { KeyList } from '../domain/matching/key-list.ts'
import { ELEMENTS, isOverQuota, type MatchQuota, type Refusal } from '../domain/matching/question.ts'
import { addAsked, evaluatedLately, holdAsked, refusedLately } from '../store/match-asked.ts'
import type { ReceivedMatch } from './match-message.ts'

interface Deps {
  readonly matchKeys: KeyList
  readonly matchQuota: MatchQuota
  readonly now: Clock
  readonly newId: NewId
}

/** So many refusals of a day are answered to one hub; whoever asks on after that is not answered. */
const REFUSALS_A_DAY = 100

const CODE = /^[a-z_]{1,64}$/
const HASH_OR_NONE = /^(?:[0-9a-f]{64})?$/

/**
 * Keeps what another hub asks, for `answerMatches`, or why it is not evaluated; answers whether it did. Nothing of a question that came before,
 * or beyond what is answered at all, is kept. Throws match_unreadable for what no hub would send that means it.
 */
export const takeQuestion =
  ({ matchKeys, matchQuota, now, newId }: Deps) =>
  (question: Asked, { fromHub, to }: Pick<ReceivedMatch, 'fromHub' | 'to'>) => {
    const purpose = wellFormed(question)
    return async (tx: Transaction): Promise<boolean> => {
      const at = now()
      await holdAsked(tx, fromHub)
      const code = await refusalOf(tx, { question, fromHub, matchKeys, matchQuota, at })
      if (code !== null && (await refusedLately(tx, fromHub, at)) >= REFUSALS_A_DAY) return false
      return addAsked(tx, {
        ...{ questionId: question.questionId, from: { hub: fromHub, agencyId: question.from?.agencyId ?? '' }, to },
        ...{ purpose, reason: question.reason, caseHash: Buffer.from(question.caseHash), epoch: question.epoch, code },
        ...{ elements: question.elements, setHash: question.setSha256, entryId: newId(), receivedAt: at },
      })
    }
  }

/** Answers the purpose's code. */
function wellFormed({ questionId, reason, caseHash, elements, setSha256, askedAt, ...rest }: Asked): string {
  const isWhole =
    isUuid(questionId) &&
    CODE.test(reason) &&
    HASH_OR_NONE.test(setSha256) &&
    caseHash.byteLength === 32 &&
    askedAt !== undefined &&
    elements.length === ELEMENTS &&
    elements.every(({ byteLength }) => byteLength === POPRF_ELEMENT_BYTES)
  if (!isWhole || rest.epoch.length > 10) throw errors.match_unreadable()
  try {
    return purposes.toCode(rest.purpose)
  } catch {
    throw errors.match_unreadable()
  }
}

interface Judged {
  readonly question: Asked
  readonly fromHub: string
  readonly matchKeys: KeyList
  readonly matchQuota: MatchQuota
  readonly at: Date
}

async function refusalOf(
  tx: Transaction,
  { question, fromHub, matchKeys, matchQuota, at }: Judged,
): Promise<Refusal | null> {
  const { keysHash, epoch, expiresAt } = question
  if (keysHash !== matchKeys.hash) return 'match_keys_differ'
  const isLate = expiresAt === undefined || timestampDate(expiresAt) <= at
  if (isLate || !isOpenEpoch(epoch, at)) return 'match_epoch_other'
  return isOverQuota(matchQuota, await evaluatedLately(tx, fromHub, at)) ? 'match_quota_reached' : null
}
