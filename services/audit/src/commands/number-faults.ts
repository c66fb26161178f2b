import { Action, type ServiceName } from '@amparo/contracts'
import type { LogNumber } from '@amparo/kernel'
import type { Numbers } from '../domain/source-numbers.ts'
import { enterFault, type FaultDeps } from './own-entry.ts'

type InEpoch = Pick<LogNumber, 'epoch'>

/** What is wrong with the numbers of a source, as entries of the log: a rule puts each before auditors. */
export interface NumberFaults {
  gap(source: ServiceName, of: InEpoch, missing: Numbers): Promise<void>
  forked(source: ServiceName, at: LogNumber, entryId: string): Promise<void>
  /** Whether that was found since this writer began. */
  hasForked(source: ServiceName, of: InEpoch): boolean
  restarted(source: ServiceName, of: InEpoch, before: LogNumber): Promise<void>
}

/** Each once: the id is made of what is wrong. */
export function numberFaults(deps: FaultDeps): NumberFaults {
  const enterOne = enterFault(deps)
  const enter = (action: Action, code: string, of = code) =>
    enterOne({ name: `amparo/source-numbers/${action}/${of}`, action, code })
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
