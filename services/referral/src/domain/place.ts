import { columnsOf, isOpen, opens, type Sent } from './case.ts'

/** As the contracts write it. */
export type Place = 'with-recipient' | 'returned' | 'completed' | 'over'

/** Who answers for the person, as far as the state says it, and since when. */
export interface Placed {
  readonly place: Place
  readonly since: Date
}

export function whereItIs({ run }: Pick<Sent, 'run'>): Placed {
  return { place: placeIn(run), since: run.enteredAt }
}

function placeIn(run: Sent['run']): Place {
  if (isOpen({ run })) return opens(run.protocol, run.state) ? 'with-recipient' : 'returned'
  // Passed on, the next agency has the person, in whatever protocol.
  return columnsOf(run).status === 'completed' && run.state !== 'transferred' ? 'completed' : 'over'
}
