import type { Answers } from './answers.ts'
import type { Assistance, Treaty } from './terms.ts'

/** Why the other state could refuse at once, by what the request itself says. */
export interface Obstacle {
  readonly ground: string
  readonly article: string
}

/**
 * The offence is below the treaty's penalty, or no offence in the other state where that counts. What is not answered yet stands in
 * nobody's way: it is missing.
 */
export function obstaclesTo(treaty: Treaty, type: Assistance, answers: Answers): Obstacle[] {
  const { minimumPenalty, dualCriminality } = treaty
  return [
    ...(minimumPenalty && isTooLow(minimumPenalty, answers) ? [cite(minimumPenalty)] : []),
    ...(dualCriminality?.types.includes(type) && answers['dual-criminality'] === 'not-punishable-there'
      ? [cite(dualCriminality)]
      : []),
  ]
}

const cite = ({ ground, article }: Obstacle): Obstacle => ({ ground, article })

/** One offence that the treaty covers carries the others. */
function isTooLow({ months, except }: NonNullable<Treaty['minimumPenalty']>, answers: Answers): boolean {
  const { offence, 'max-penalty-months': penalty } = answers
  const offences = Array.isArray(offence) ? offence : []
  return typeof penalty === 'number' && penalty < months && !offences.some(code => except.includes(code))
}
