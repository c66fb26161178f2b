import type { Language } from '../language.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { ROLE } from '../words/flags.ts'

const DEFINITE: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set(['el', 'la', 'al', 'del']),
  pt: new Set(['o', 'a', 'ao', 'do', 'da', 'pro', 'pra']),
  fr: new Set(['le', 'la', 'au', 'du']),
  en: new Set(['the']),
}
/** "a la flaca": an ordinary word in small letters, as somebody is told whose nickname it is; "la niña" is any. */
export function isToldAsNickname(scene: Scene, t: Token): boolean {
  const prior = scene.tokens[t.index - 1]
  return (
    prior !== undefined &&
    (t.flags & ROLE) === 0 &&
    gapAfter(scene, prior.index) === ' ' &&
    DEFINITE[scene.language].has(prior.text)
  )
}
