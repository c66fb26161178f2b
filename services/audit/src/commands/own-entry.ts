import { hash } from 'node:crypto'
import { type Action, create, type Entry, EntrySchema, timestampFromDate } from '@amparo/contracts'
import { AppError, type Clock, uuidOf } from '@amparo/kernel'
import { leafOf } from './append-entry.ts'
import type { Sequencer } from './sequencer.ts'

interface Own {
  readonly hub: string
  /** What it says, whole: the id is made of it, so that the same is one entry. */
  readonly name: string
  readonly action: Action
  readonly code: string
  readonly at: Date
}

/** What the log says of itself, of nobody's agency. */
export const ownEntry = ({ hub, name, action, code, at }: Own): Entry =>
  create(EntrySchema, {
    entryId: uuidOf(hash('sha256', name, 'hex')),
    ...{ action, source: 'audit', agency: { hub, agencyId: '' }, code, occurredAt: timestampFromDate(at) },
  })

export interface FaultDeps {
  readonly hub: string
  readonly sequencer: Pick<Sequencer, 'append'>
  readonly now: Clock
  /** Called for each fault that goes into the log, once it stands there. */
  readonly alarm: (fault: { readonly code: string }) => void
}

/** Puts a fault into the log and alarms, once, however often it is found. */
export const enterFault =
  ({ hub, sequencer, now, alarm }: FaultDeps) =>
  async (fault: Omit<Own, 'hub' | 'at'>): Promise<void> => {
    try {
      await sequencer.append(leafOf(ownEntry({ ...fault, hub, at: now() })))
      alarm({ code: fault.code })
    } catch (error) {
      // It was found before, at another time.
      if (!isRefusal(error, 'log_entry_id_reused')) throw error
    }
  }

export const isRefusal = (error: unknown, code: string): boolean => error instanceof AppError && error.code === code
