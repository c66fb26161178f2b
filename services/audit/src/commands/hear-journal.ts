import { Action, type JournalHeadRequest, JournalHeadSchema, timestampDate } from '@amparo/contracts'
import { type VerificationKey, verifyRecord } from '@amparo/crypto'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { type Head, headFaultOf, type Lines } from '../domain/journal.ts'
import { addHead, knownOf, lackingUpTo } from '../store/journal-lines.ts'
import { enterFault, type FaultDeps } from './own-entry.ts'
import { entryOf } from './take-journal-line.ts'

interface HearDeps extends FaultDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  /** Redaction's. */
  readonly signer: VerificationKey
  /** So long a line is waited for that was told; three times as long, whoever tells of it. */
  readonly gapMs: number
}

/** A head is of now: an older one that is shown again would look as if the journal had been cut. */
const FRESH_MS = 5 * 60_000
const SILENT_GAPS = 3
/** So many ranges of lines are asked for at a time. */
const MOST_ASKED = 32

export interface JournalHeard {
  /**
   * Answers which lines that stand in the journal have not come: those of a log that was restored, above all. Throws journal_head_invalid for
   * what redaction has not signed, or not just now.
   */
  hear(request: JournalHeadRequest): Promise<{ readonly lacking: Lines[] }>
  /** Whether redaction still tells. */
  listen(): Promise<void>
}

/**
 * Holds what redaction says of its journal against what has come of it, and against what it said before: a last line that was cut off has no
 * line after it by which it would be missed. That nothing is said any more is a fault as well.
 */
export function hearJournal(deps: HearDeps): JournalHeard {
  const { store, signer, now, gapMs } = deps
  /** A new start waits anew. */
  let heardAt = now()
  let last = 0n

  const enter = enterFault(deps)

  function read({ head: signed }: JournalHeadRequest): { head: Head; at: Date } {
    try {
      const { at, ...head } = verifyRecord(JournalHeadSchema, 'journal-head.v1', signed, signer)
      return { head, at: at ? timestampDate(at) : new Date(0) }
    } catch (cause) {
      throw errors.journal_head_invalid({ cause })
    }
  }

  return {
    hear: async request => {
      const { head, at } = read(request)
      if (Math.abs(now().getTime() - at.getTime()) > FRESH_MS) throw errors.journal_head_invalid()
      heardAt = now()
      last = head.sequence
      const known = await store.read(reader => knownOf(reader, head))
      const fault = headFaultOf(head, known, { now: heardAt, gapMs })
      if (fault !== undefined) await enter(entryOf(fault, head))
      else if (head.sequence > (known.told?.sequence ?? 0n)) await store.run(tx => addHead(tx, head, now()))
      return { lacking: await store.read(reader => lackingUpTo(reader, head.stored, MOST_ASKED)) }
    },
    listen: async () => {
      if (now().getTime() - heardAt.getTime() < SILENT_GAPS * gapMs) return
      const code = `silent:${last}`
      const name = `amparo/journal-head/${code}/${heardAt.toISOString()}`
      await enter({ name, action: Action.JOURNAL_GAP, code })
    },
  }
}
