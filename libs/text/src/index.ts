export type { Mask } from './compose.ts'
export {
  createEngine,
  type Engine,
  type EngineDeps,
  type Proposed,
  type Redacted,
  RedactionFailed,
  type RedactOptions,
} from './engine.ts'
export { bandOf } from './find/ages.ts'
export { foldText, lettersAndDigits, wordsIn } from './fold.ts'
export { inEachLanguage, LANGUAGES, type Language, languageOf } from './language.ts'
export type { Lists, NameSpan, NameTagger } from './lists.ts'
export { POLICIES, type Policy } from './policy.ts'
export { isSame, type Lifted, type Piece, type Reviewed } from './reviewed.ts'
export { nearly } from './seed/sound.ts'
export { wholeName } from './seed/suspects.ts'
export { type Called, createSurrogates, isSurrogate, type Somebody, type Surrogates } from './surrogates.ts'
export {
  type AnalyseOptions,
  type Identity,
  isOfPerson,
  ROLES,
  type Role,
  SPAN_TYPES,
  type Span,
  type SpanType,
  type Tier,
  tierOf,
} from './types.ts'
export { isSmallWord } from './words/flags.ts'
