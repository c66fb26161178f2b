import { type AnalyseOptions, createEngine, type Policy, RedactionFailed } from '@amparo/text'
import { lists, loadJudge, loadOfficialReader, type NameTagger } from '@amparo/text/node'
import { MASKS } from '../redact/masks.ts'
import type { Found } from './measures.ts'

/** What becomes of a text. */
export interface Outcome {
  /** What is masked; of a text that is withheld, what would have been. */
  readonly spans: readonly Found[]
  readonly withheld: boolean
}

/** The engine as it is used: a text is masked, and searched a second time. @param traces default: as the commands mask */
export function wholeEngine(
  tagger: NameTagger,
  traces: NonNullable<Policy['traces']> = MASKS.traces,
): (text: string, options: AnalyseOptions) => Outcome {
  const engine = createEngine({ tagger, judge: loadJudge(), official: loadOfficialReader(), lists })
  return (text, options) => {
    const asked = { ...options, policy: { ...MASKS, traces } }
    try {
      return { spans: engine.redact(text, asked).spans, withheld: false }
    } catch (error) {
      if (!(error instanceof RedactionFailed)) throw error
      return { spans: engine.propose(text, asked).hidden, withheld: true }
    }
  }
}
