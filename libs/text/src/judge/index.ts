/** For the script that teaches the judge. */
export { numberOf } from '../words/number-words.ts'
export { PAD } from './evidence.ts'
export { FEATURES, featuresOf, plainOf, SPACE } from './features.ts'
export { isInside, LABELS, mayFollow, OUTSIDE } from './labels.ts'
export { type Lesson, lessonsWith, type Marked, OPEN } from './training.ts'
export { writeWeights } from './weights.ts'
