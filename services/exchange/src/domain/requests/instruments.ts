import { errors } from './errors.ts'
import { mayExpedite } from './expedited.ts'
import type { Asking } from './request.ts'
import type { Assistance, Terms, Treaty } from './terms.ts'

/** An instrument as the jurisdiction has stated it in the directory. */
export interface Instrument {
  readonly id: string
  readonly citation: string
  /** Code of the treaty that it is; undefined: some other agreement. */
  readonly treaty: string | undefined
  readonly hubs: readonly string[]
  readonly validUntil: Date
}

export interface Under {
  readonly treaty: Treaty
  readonly instrument: Instrument
}

export interface Between {
  readonly from: string
  readonly to: string
  readonly type: Assistance
  readonly now: Date
}

/**
 * The treaties under which that assistance can be asked, the most particular first: both states are parties by the directory, it is in force
 * now, and it gives assistance of that type. An agreement of which no file says what it asks is none of them.
 */
export function instrumentsFor({ treaties }: Terms, instruments: readonly Instrument[], between: Between): Under[] {
  const { from, to, type, now } = between
  const isParty = ({ hubs }: Instrument) => from !== to && [from, to].every(hub => hubs.includes(hub))
  return treaties.flatMap(treaty => {
    if (treaty.types[type] === undefined) return []
    const instrument = instruments
      .filter(one => one.treaty === treaty.treaty && isParty(one) && one.validUntil > now)
      .toSorted((a, b) => b.validUntil.getTime() - a.validUntil.getTime())[0]
    return instrument === undefined ? [] : [{ treaty, instrument }]
  })
}

/**
 * The one that is named by its code; or one by which it can be sent at once, if it is such a request; or the most particular. Throws
 * no_evidence_treaty.
 */
export function chosen(
  all: readonly Under[],
  treaty: string | undefined,
  wanted: Pick<Asking, 'type' | 'priority'>,
): Under {
  const atOnce = all.find(one => mayExpedite(one.treaty, wanted))
  const under = treaty === undefined ? (atOnce ?? all[0]) : all.find(one => one.treaty.treaty === treaty)
  if (under === undefined) throw errors.no_evidence_treaty()
  return under
}
