import {
  createSurrogates,
  type Engine,
  type Identity,
  type Language,
  languageOf,
  POLICIES,
  RedactionFailed,
} from '@amparo/text'

/** Who reads: agencies that help; or police, prosecution and court, for whom nothing is shifted and suspects stay readable. */
export type Reading = 'assistance' | 'proceedings'

/** Masks the texts of one disclosure: the same other person is the same "testigo A" in all of them. */
export type Redact = (text: string) => string

/**
 * Throws RedactionFailed for a language without word lists, on any defect of the engine, and when its second search finds what
 * the first let stand. Whoever catches it withholds the text, never releases the original.
 */
export function redactorFor(engine: Engine, identity: Identity, lang: string, reading: Reading): Redact {
  const language = languageOf(lang)
  const surrogates = createSurrogates()
  return text => redact(engine, text, language, identity, reading, surrogates)
}

function redact(
  engine: Engine,
  text: string,
  lang: Language | undefined,
  identity: Identity,
  reading: Reading,
  surrogates: ReturnType<typeof createSurrogates>,
): string {
  if (lang === undefined) throw new RedactionFailed()
  return engine.redact(text, { lang, identity, policy: POLICIES[reading], surrogates }).text
}
