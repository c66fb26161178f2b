import {
  createSurrogates,
  type Engine,
  type Identity,
  languageOf,
  type Mask,
  type Policy,
  RedactionFailed,
  type Surrogates,
} from '@amparo/text'

/** By what the texts of one disclosure are masked: another person is the same "testigo A" in all of them. */
export interface Texts {
  readonly engine: Engine
  /** A profile of the view policy. */
  readonly policy: Policy
  readonly surrogates: Surrogates
}

export const textsBy = (engine: Engine, policy: Policy): Texts => ({ engine, policy, surrogates: createSurrogates() })

export interface Redacted {
  readonly text: string
  readonly spans: readonly Mask[]
}

/** How texts about one person are made safe. */
export interface Redactor {
  /**
   * Throws RedactionFailed for a language without word lists, on any defect of the engine, and when its second search finds what
   * the first let stand. Whoever catches it withholds the text, never releases the original.
   */
  mask(text: string): Redacted
  /** Whether anything of the record stands in a text that was masked. Throws RedactionFailed. */
  leaks(text: string): boolean
}

export function redactorFor({ engine, policy, surrogates }: Texts, identity: Identity, lang: string): Redactor {
  const language = languageOf(lang)
  const known = () => {
    if (language === undefined) throw new RedactionFailed()
    return { lang: language, identity }
  }
  return {
    mask: text => {
      const { text: masked, masks } = engine.redact(text, { ...known(), policy, surrogates })
      return { text: masked, spans: masks }
    },
    leaks: text => engine.leaks(text, known()),
  }
}
