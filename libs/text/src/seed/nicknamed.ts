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
const LINKS: ReadonlySet<string> = new Set(['de', 'del', 'da', 'do', 'of', 'd', 'du', 'des'])

/** "a la flaca": an ordinary word in small letters, as somebody is told whose nickname it is; "la puce du téléphone" is a thing's, "la niña" any. */
export function isToldAsNickname(scene: Scene, t: Token): boolean {
  const prior = scene.tokens[t.index - 1]
  if ((t.flags & ROLE) !== 0) return false
  if (prior === undefined || gapAfter(scene, prior.index) !== ' ' || !DEFINITE[scene.language].has(prior.text))
    return false
  const next = scene.tokens[t.index + 1]
  return next === undefined || gapAfter(scene, t.index) !== ' ' || !LINKS.has(next.text)
}
