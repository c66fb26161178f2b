import { judging } from '@amparo/text/node'
import type { Crf } from './crf.ts'

interface Course {
  readonly runs: number
  readonly rounds: number
  /** Goes through all texts once. Answers what it was. */
  readonly go: (round: number) => string
}

/** The file of the weights after so many runs, each begun anew, of so many rounds: the mean of what was kept of them. */
export function taught(crf: Crf, features: readonly number[], { runs, rounds, go }: Course): Buffer {
  for (let run = 1; run <= runs; run++) {
    crf.restart()
    for (let round = 1; round <= rounds; round++) console.log(`Run ${run}, round ${round}: ${go(round)}`)
  }
  crf.settle()
  return judging.writeWeights(features, crf.rows, crf.transitions)
}
