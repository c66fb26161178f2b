import { createSurrogates, type Engine, languageOf, type Reviewed } from '@amparo/text'
import { errors } from '../../domain/errors.ts'
import { ALL_READERS } from '../../domain/review/codes.ts'
import type { ReviewedProfile } from '../../domain/review/review.ts'
import type { TextPolicy, ViewPolicy } from '../../domain/view-policy.ts'
import { digestOf } from '../../queries/digest-of.ts'
import type { OriginalText } from './original.ts'

interface ProposeDeps {
  readonly engine: Engine
  readonly views: ViewPolicy
}

/** What would be masked in a text, and how it reads with what was reviewed. Throws review_not_possible where no search can say. */
export function propose(
  { engine, views }: ProposeDeps,
  { lang, text, known }: OriginalText,
  profile: ReviewedProfile,
  reviewed: Reviewed | undefined,
) {
  const language = languageOf(lang)
  if (language === undefined) throw errors.review_not_possible()
  const policy = policyOf(views, profile)
  try {
    const options = { lang: language, identity: known, policy, surrogates: createSurrogates(), reviewed }
    const { hidden, text: shown } = engine.propose(text, options)
    return { text, digest: digestOf(text), hidden, shown, policy }
  } catch {
    // The cause is dropped: it could quote the text.
    throw errors.review_not_possible()
  }
}

/** Throws review_not_possible: words are masked for somebody. */
export function policyOf({ texts }: ViewPolicy, profile: ReviewedProfile): TextPolicy {
  if (profile === ALL_READERS) throw errors.review_not_possible()
  return texts.profiles[profile]
}
