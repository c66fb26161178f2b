import {
  createSurrogates,
  type Engine,
  type Identity,
  languageOf,
  type Mask,
  type Policy,
  RedactionFailed,
  type Reviewed,
  type Surrogates,
} from '@amparo/text'
import { unitedOf } from './known-identity.ts'
import { NO_REVIEWS, type Reviews } from './review/in-force.ts'

/** By what the texts of one share are masked: another person is the same "testigo A" in all of them. */
export interface Texts {
  readonly engine: Engine
  /** A profile of the view policy. */
  readonly policy: Policy
  readonly surrogates: Surrogates
  /** What people have decided on them. */
  readonly reviews: Reviews
  /** They are for another state: of suspects only those are read whom the record lists, not whoever a text calls one. Default: no. */
  readonly abroad?: boolean
}

/** @param surrogates default: of a share that begins and ends with this */
export const textsBy = (
  engine: Engine,
  policy: Policy,
  reviews: Reviews = NO_REVIEWS,
  surrogates: Surrogates = createSurrogates(),
): Texts => ({ engine, policy, surrogates, reviews })

export interface Redacted {
  readonly text: string
  readonly spans: readonly Mask[]
}

/** How texts about one person are made safe. */
export interface Redactor {
  /**
   * Throws RedactionFailed for a language without word lists, on any defect of the engine, and when its second search finds what
   * the first let stand. Whoever catches it withholds the text, never releases the original.
   *
   * @param reviewed default: what was decided on this very text
   */
  mask(text: string, reviewed?: Reviewed): Redacted
  /** Whether anything of the record stands in a text that was masked. Throws RedactionFailed. */
  leaks(text: string): boolean
}

/** What is hunted in any text; and, where the reader is to read no suspects, those whom the record lists: a nickname names them as their name does. */
export interface Known extends Identity {
  /** Nobody in it is the person. */
  readonly listed?: Identity
  /** Whole names, folded, of those of them whom it lists as it is now, and of whom who reads suspects is told. */
  readonly suspectNames?: ReadonlySet<string>
}

export function redactorFor({ engine, surrogates, reviews, ...texts }: Texts, known: Known, lang: string): Redactor {
  const language = languageOf(lang)
  const { listed, suspectNames = new Set() } = known
  const policy = texts.abroad ? { ...texts.policy, suspects: suspectNames } : texts.policy
  const identity =
    listed && !policy.readable.includes('suspect') ? { ...unitedOf([known, listed]), suspects: [] } : known
  const hunted = () => {
    if (language === undefined) throw new RedactionFailed()
    return { lang: language, identity }
  }
  return {
    mask: (text, reviewed = reviews.of(text)?.reviewed) => {
      const { text: masked, masks } = engine.redact(text, { ...hunted(), policy, surrogates, reviewed })
      return { text: masked, spans: masks }
    },
    leaks: text => engine.leaks(text, hunted()),
  }
}
