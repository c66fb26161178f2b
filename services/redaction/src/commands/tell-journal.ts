import { type Ask, isAway } from '@amparo/asking'
import {
  create,
  JournalHeadRequestSchema,
  JournalHeadSchema,
  journalHead as question,
  timestampFromDate,
} from '@amparo/contracts'
import { type SigningKey, signStatement } from '@amparo/crypto'
import { lastLine } from '../store/journal.ts'
import type { JournalNoted } from '../store/journal-noted.ts'
import { type SendAgainDeps, sendAgain } from './send-journal-again.ts'

interface Deps extends SendAgainDeps {
  readonly noted: JournalNoted
  readonly ask: Ask
  readonly sign: SigningKey
}

/**
 * Tells the log how far the journal has come, signed, also when nothing was written: a last line that was cut off has none after it by which
 * it would be missed, and silence is to be noticed. What was noted apart from the vault counts; the vault's own last line stands beside it.
 * Lines that the log says it lacks go to it once more.
 */
export const tellJournal = (deps: Deps) => {
  const { store, noted: apart, ask, sign, now, newId } = deps
  const again = sendAgain(deps)
  return async (): Promise<void> => {
    // In this order: a line is noted when it stands.
    const noted = await apart.lastNoted()
    const stored = await store.read(lastLine)
    const isAhead = stored !== undefined && stored.sequence > (noted?.sequence ?? 0)
    // Written just now, or by a process that ended before its note.
    if (isAhead) await apart.noteLine(stored)
    const last = isAhead ? stored : noted
    const said = {
      ...{ sequence: BigInt(last?.sequence ?? 0), hash: last?.hash ?? '' },
      ...{ stored: BigInt(stored?.sequence ?? 0), at: timestampFromDate(now()) },
    }
    const head = signStatement(JournalHeadSchema, said, 'journal-head.v1', sign)
    try {
      const { lacking } = await ask(question, create(JournalHeadRequestSchema, { nonce: newId(), head }))
      await again(lacking)
    } catch (error) {
      // It is told when the log is back; by then it has alarmed.
      if (!isAway(error)) throw error
    }
  }
}
