import type { OpenHands } from '@amparo/client'
import type { ColleagueBook } from '../colleagues.ts'

/** As accounts tells who worked for the own agency. */
export interface Departed {
  readonly userId: string
  readonly name?: string
}

/** Somebody who does not work here any more, and what they left. */
export interface Leaver extends OpenHands {
  readonly name: string | undefined
}

/** Nobody while it is not known who works here: else everybody would seem to have left. */
export function leaversOf(
  hands: readonly OpenHands[],
  departed: readonly Departed[],
  { all }: Pick<ColleagueBook, 'all'>,
): readonly Leaver[] {
  if (all.length === 0) return []
  const stay = new Set(all.map(({ userId }) => userId))
  return hands
    .filter(({ userId }) => !stay.has(userId))
    .map(open => ({ ...open, name: departed.find(({ userId }) => userId === open.userId)?.name }))
}
