import type { DeliveryDues } from '@amparo/kernel'
import type { Evidence, Missed } from './delivery.ts'

export const PRIORITIES = ['emergency', 'urgent', 'normal'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What states that something was missed, and what it would have taken. */
const WANTED: readonly {
  readonly missed: Missed
  readonly by: keyof DeliveryDues
  readonly met: readonly Evidence[]
}[] = [
  { missed: 'not_relayed', by: 'relayed', met: ['relayed', 'delivered', 'retrieved'] },
  { missed: 'not_delivered', by: 'delivered', met: ['delivered', 'retrieved'] },
  { missed: 'not_retrieved', by: 'retrieved', met: ['retrieved'] },
]

/** A refusal answers everything; what has expired was not delivered, and its sender has been told. */
const ENDS: readonly Evidence[] = ['refused', 'expired']

export interface Look {
  /** To be stated now. */
  readonly missed: readonly Missed[]
  /** When to look again; undefined: never. */
  readonly nextAt: Date | undefined
}

/** What of a package made at `madeAt`, of which `stated` has been stated, is missed by `now`. */
export function missedBy(madeAt: Date, dues: DeliveryDues, stated: readonly Evidence[], now: Date): Look {
  if (ENDS.some(end => stated.includes(end))) return { missed: [], nextAt: undefined }
  const open = WANTED.filter(({ missed, met }) => ![missed, ...met].some(kind => stated.includes(kind)))
  const at = ({ by }: (typeof WANTED)[number]) => madeAt.getTime() + dues[by]
  const isOver = (wanted: (typeof WANTED)[number]) => now.getTime() >= at(wanted)
  const ahead = open.filter(wanted => !isOver(wanted)).map(at)
  return {
    missed: open.filter(isOver).map(({ missed }) => missed),
    nextAt: ahead.length === 0 ? undefined : new Date(Math.min(...ahead)),
  }
}
