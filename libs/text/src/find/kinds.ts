import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'

export const isOrdinary = (t: Token): boolean => (t.flags & IS.function) !== 0 || t.common
export const mayName = (t: Token): boolean => (t.flags & IS.nameWord) !== 0 || t.given || t.family
export const isCapital = (t: Token): boolean => t.letterCase === 'capital' || t.letterCase === 'caps'
export const phraseOf = (run: readonly Token[]): string => run.map(t => t.text).join(' ')
