import { hashOf } from '../model/hash.ts'
import { gapAfter, isNamed, isSpared, isTaken, mark, type Scene } from '../scene.ts'
import { asRead } from '../tokens.ts'
import { flagsOf, IS } from '../words/flags.ts'

const MOST_NAMES = 400

/** Names that a reading machine cut in two: "Lovel ace", "Pat ience", "Qui-\nspe". Together the halves make a name that is listed or was found. */
export function findBroken(scene: Scene): void {
  const { tokens } = scene
  const found = wordsOfNames(scene)
  for (let i = 1; i < tokens.length; i++) {
    const a = tokens[i - 1]
    const b = tokens[i]
    if (a === undefined || b === undefined || b.letterCase !== 'lower' || a.letterCase === 'none' || b.digits > 1)
      continue
    if (isSpared(scene, a) || isSpared(scene, b) || (isTaken(scene, b) && isTaken(scene, a))) continue
    if ((a.common && b.anywhere) || (a.flags & IS.function) !== 0 || a.text.length + b.text.length < 5) continue
    const gap = gapAfter(scene, i - 1)
    if (gap !== ' ' && !/^- ?\n ?$/.test(gap)) continue
    const joined = asRead(a) + asRead(b)
    const fits = found.has(joined) || (!b.anywhere && a.letterCase !== 'lower' && isName(scene, joined))
    // What no vocabulary holds, in small letters right behind a name, is the rest of it.
    const rest =
      isNamed(scene, a) && b.flags === 0 && !b.anywhere && !b.given && b.text.length <= 5 && a.letterCase !== 'lower'
    if (fits || rest || (isNamed(scene, a) && isName(scene, joined) && !a.given && !a.family))
      mark(scene, a.start, b.end, 'PERSON')
  }
}

const isName = ({ lists, mayHold }: Scene, word: string): boolean =>
  mayHold(hashOf(word)) && (lists.isGivenName(word) || lists.isFamilyName(word) || (flagsOf(word) & IS.nameWord) !== 0)

function wordsOfNames(scene: Scene): ReadonlySet<string> {
  const words = new Set<string>()
  for (const t of scene.tokens) {
    if (words.size >= MOST_NAMES) break
    if (isNamed(scene, t) && t.text.length >= 5) words.add(asRead(t))
  }
  return words
}
