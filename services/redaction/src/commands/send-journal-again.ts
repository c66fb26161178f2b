import { encode, journalWritten } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import { holdName, type Store } from '@amparo/store'
import { JOURNAL, type Lines, linesAmong } from '../store/journal.ts'

export interface SendAgainDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly now: Clock
  readonly newId: NewId
}

/** So many go in one turn: the log writes each of them, and has other work. */
const MOST_SENT = 50
/** What the log still lacks though it had it is what it does not take: tried seldom, so that it keeps no others waiting. */
const AGAIN_MS = 3_600_000

/**
 * Sends what a restored log has lost: as it was signed then, under its own number, so that nothing comes in by it that was not there. Whose
 * event waits for the log already is left out, whichever instance sent it.
 */
export const sendAgain = ({ store, now, newId }: SendAgainDeps) => {
  const sentAt = new Map<number, number>()
  return async (lacking: readonly Lines[]): Promise<void> => {
    if (lacking.length === 0) return
    const at = now().getTime()
    for (const [sequence, sent] of sentAt) if (at - sent >= AGAIN_MS) sentAt.delete(sequence)
    const sent = await store.run(async tx => {
      // Of its own: an emergency is written down meanwhile.
      await holdName(tx, 'journal-again')
      const lines = await linesAmong(tx, lacking, { without: [...sentAt.keys()], limit: MOST_SENT })
      for (const { sequence, signed, at: occurredAt } of lines) {
        const meta = {
          id: newId(),
          aggregateId: JOURNAL,
          aggregateVersion: sequence,
          occurredAt,
          correlationId: newId(),
        }
        tx.emit(encode(journalWritten, { line: signed }, meta))
      }
      return lines
    })
    for (const { sequence } of sent) sentAt.set(sequence, at)
  }
}
