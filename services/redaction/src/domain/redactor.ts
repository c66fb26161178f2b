import {
  createSurrogates,
  type Engine,
  type Identity,
  languageOf,
  type Mask,
  POLICIES,
  RedactionFailed,
} from '@amparo/text'

/** Who reads: agencies that help; or police, prosecution and court, for whom nothing is shifted and suspects stay readable. */
export type Reading = 'assistance' | 'proceedings'

export interface Redacted {
  readonly text: string
  readonly spans: readonly Mask[]
}

/** How the texts of one disclosure are made safe: the same other person is the same "testigo A" in all of them. */
export interface Redactor {
  /**
   * Throws RedactionFailed for a language without word lists, on any defect of the engine, and when its second search finds what
   * the first let stand. Whoever catches it withholds the text, never releases the original.
   */
  mask(text: string): Redacted
  /** Whether anything of the record stands in a text that was masked. Throws RedactionFailed. */
  leaks(text: string): boolean
}

export function redactorFor(engine: Engine, identity: Identity, lang: string, reading: Reading): Redactor {
  const language = languageOf(lang)
  const surrogates = createSurrogates()
  const known = () => {
    if (language === undefined) throw new RedactionFailed()
    return { lang: language, identity }
  }
  return {
    mask: text => {
      const { text: masked, masks } = engine.redact(text, { ...known(), policy: POLICIES[reading], surrogates })
      return { text: masked, spans: masks }
    },
    leaks: text => engine.leaks(text, known()),
  }
}
