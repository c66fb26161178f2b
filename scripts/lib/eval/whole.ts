import { type AnalyseOptions, createEngine, RedactionFailed } from '@amparo/text'
import { lists, loadJudge, type NameTagger } from '@amparo/text/node'
import { MASKS } from '../redact/masks.ts'
import type { Found } from './measures.ts'

/** What becomes of a text. */
export interface Outcome {
  /** What is masked; of a text that is withheld, what would have been. */
  readonly spans: readonly Found[]
  readonly withheld: boolean
}

/** The engine as it is used: a text is masked, and searched a second time. */
export function wholeEngine(tagger: NameTagger): (text: string, options: AnalyseOptions) => Outcome {
  const engine = createEngine({ tagger, judge: loadJudge(), lists })
  return (text, options) => {
    try {
      return { spans: engine.redact(text, { ...options, policy: MASKS }).spans, withheld: false }
    } catch (error) {
      if (!(error instanceof RedactionFailed)) throw error
      return { spans: engine.analyse(text, options), withheld: true }
    }
  }
}
