import { hash } from 'node:crypto'
import { Action, create, EntrySchema, type ServiceName, timestampFromDate } from '@amparo/contracts'
import { AppError, type Clock, type LogNumber, uuidOf } from '@amparo/kernel'
import type { Numbers } from '../domain/source-numbers.ts'
import { leafOf } from './append-entry.ts'
import type { Sequencer } from './sequencer.ts'

interface FaultDeps {
  readonly hub: string
  readonly sequencer: Pick<Sequencer, 'append'>
  readonly now: Clock
  /** Called for each fault that goes into the log, once it stands there. */
  readonly alarm: (fault: { readonly code: string }) => void
}

type InEpoch = Pick<LogNumber, 'epoch'>

/** What is wrong with the numbers of a source, as entries of the log: a rule puts each before auditors. */
export interface NumberFaults {
  gap(source: ServiceName, of: InEpoch, missing: Numbers): Promise<void>
  forked(source: ServiceName, at: LogNumber, entryId: string): Promise<void>
  /** Whether that was found since this writer began. */
  hasForked(source: ServiceName, of: InEpoch): boolean
  restarted(source: ServiceName, of: InEpoch, before: LogNumber): Promise<void>
}

/** Each once, however often it is found: the id is made of what is wrong. */
export function numberFaults({ hub, sequencer, now, alarm }: FaultDeps): NumberFaults {
  const enter = async (action: Action, code: string, of = code): Promise<void> => {
    const entry = create(EntrySchema, {
      entryId: uuidOf(hash('sha256', `amparo/source-numbers/${action}/${of}`, 'hex')),
      ...{ action, source: 'audit', agency: { hub, agencyId: '' }, code },
      occurredAt: timestampFromDate(now()),
    })
    try {
      await sequencer.append(leafOf(entry))
      alarm({ code })
    } catch (error) {
      // It was found before, at another time.
      if (!isRefusal(error, 'log_entry_id_reused')) throw error
    }
  }
  const forked = new Set<string>()
  return {
    gap: (source, { epoch }, { first, last }) => enter(Action.SOURCE_GAP, `${source}:${epoch}:${first}:${last}`),
    forked: async (source, { epoch, number }, entryId) => {
      forked.add(`${source}:${epoch}`)
      await enter(Action.SOURCE_FORKED, `${source}:${epoch}:${number}`, `${source}:${epoch}:${number}:${entryId}`)
    },
    hasForked: (source, { epoch }) => forked.has(`${source}:${epoch}`),
    restarted: (source, { epoch }, before) =>
      enter(Action.SOURCE_RESTARTED, `${source}:${epoch}:${before.epoch}:${before.number}`),
  }
}

export const isRefusal = (error: unknown, code: string): boolean => error instanceof AppError && error.code === code
