/** What reads its lists and weights from files; and, for the scripts that train and measure, the pieces of the name tagger. */

export { LANGUAGES, type Language } from './language.ts'
export { commonWords, familyNames, givenNames, lists, plainWords } from './lists/index.ts'
export type { Lists, NameSpan, NameTagger } from './lists.ts'
export { FEATURES, featuresOf, isPlain, ROWS } from './model/features.ts'
export { mix } from './model/hash.ts'
export { beginOf, insideOf, LABELS, mayFollow, type NameType } from './model/labels.ts'
export { loadNameTagger, type TaggerOptions } from './model/tagger.ts'
export { classify, makeTokens, PAD, type Tokens, tokenise } from './model/tokens.ts'
export { UNLISTED } from './model/vocabulary.ts'
export { writeWeights } from './model/weights.ts'
export { loadEngine } from './shipped.ts'
