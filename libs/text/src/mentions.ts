import type { Scene } from './scene.ts'
import type { Needles } from './seed/needles.ts'
import { isOfPerson, type Span } from './types.ts'
import { isSmallWord } from './words/flags.ts'

/** The words by which each person of a text is known in it; the subject has a name of its own in every text. */
export function namesIn(scene: Scene, spans: readonly Span[], subject: boolean): (span: Span) => readonly string[] {
  let names: Map<number, Set<string>> | undefined
  return span => {
    if (subject && span.own === true) return [SUBJECT]
    names ??= byPerson(scene, spans)
    return [...(names.get(span.entity) ?? [])]
  }
}
const SUBJECT = '*'

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

/** Whether a name that may be read shares a word with the subject's own. */
export const holdsOwn = (scene: Scene, span: Span, needles: Needles): boolean =>
  wordsAt(scene, span).some(word => needles.words.has(word))
