import type { Scene } from './scene.ts'
import { bornBy } from './seed/made.ts'
import type { Needles } from './seed/needles.ts'
import { wholeName } from './seed/suspects.ts'
import { isOfPerson, type Span } from './types.ts'
import { isSmallWord } from './words/flags.ts'
import { isKin } from './words/kin.ts'

/** Who a mark of a text means. */
export interface Mentioned {
  /** The same for all marks of one person. */
  readonly key: number | typeof SUBJECT
  /** The words by which they are known in it. */
  readonly names: readonly string[]
}

/** The subject has a name of its own in every text; whoever has no words of a name, and what somebody marked, the piece as it stands. */
export function peopleIn(scene: Scene, spans: readonly Span[], subject: boolean): (span: Span) => Mentioned {
  let names: Map<number, Set<string>> | undefined
  return span => {
    if (subject && span.own === true) return { key: SUBJECT, names: [SUBJECT] }
    names ??= byPerson(scene, spans)
    const known = names.get(span.entity) ?? NO_WORDS
    return { key: span.entity, names: known.size > 0 ? [...known] : [`=${wordsAt(scene, span).join(' ')}`] }
  }
}
const SUBJECT = '*'
const NO_WORDS: ReadonlySet<string> = new Set()

function byPerson(scene: Scene, spans: readonly Span[]): Map<number, Set<string>> {
  const names = new Map<number, Set<string>>()
  for (const span of spans) {
    if (!isOfPerson(span.type)) continue
    const known = names.get(span.entity) ?? new Set<string>()
    for (const word of wordsAt(scene, span)) if (word.length > 1 && !isSmallWord(word)) known.add(word)
    names.set(span.entity, known)
  }
  return names
}

function wordsAt({ folded }: Scene, span: Span): string[] {
  const piece = folded.source.slice(span.start, span.end)
  const bare = ACCENTED.test(piece) ? piece.normalize('NFKD').replace(/\p{M}/gu, '') : piece
  return bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
/** Most names hold nothing that could be taken apart. */
const ACCENTED = /[^ -~]/

/** Whether a piece is, word for word, the whole name of somebody whom the record lists as a suspect, and who shares no word with others of it. */
export const isWholeSuspect = (piece: string, needles: Needles): boolean =>
  needles.suspects.size > 0 && needles.suspects.has(wholeName(piece))

/** Whether anybody's kin or guardian is spoken of anywhere in a text. */
export const tellsOfKin = ({ tokens, language }: Scene): boolean => tokens.some(({ text }) => isKin(text, language))

/** Whether a name that may be read shares a word with the subject's own. */
export const holdsOwn = (scene: Scene, span: Span, needles: Needles): boolean =>
  wordsAt(scene, span).some(word => needles.words.has(word) || bornBy(word, needles.words) !== undefined)
