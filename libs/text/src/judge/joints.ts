import { hashOf } from '../model/hash.ts'
import type { Scene } from '../scene.ts'
import { asRead, type Token } from '../tokens.ts'
import { type Evidence, PAD } from './evidence.ts'

/** Bits of `joint`: with the next word it makes a name, or another word; so it does with the one before; then two for the text. */
const NAME_AHEAD = 1
const WORD_AHEAD = 2
const BEHIND = 2
const PARTED = 4
const LONGEST_JOINT = 16

/** Fills in which words are halves of one. */
export function joints(scene: Scene, e: Evidence): void {
  const { tokens, text, lists, language } = scene
  e.joint.fill(0, PAD, tokens.length + PAD)
  let parted = 0
  for (let i = 1; i < tokens.length; i++) {
    const a = tokens[i - 1] as Token
    const b = tokens[i] as Token
    if (b.start - a.end !== 1 || (isKnown(a) && isKnown(b)) || text.charCodeAt(a.end) !== SPACE) continue
    if (a.letterCase === 'none' || b.letterCase === 'none' || b.end - a.start > LONGEST_JOINT) continue
    if (b.letterCase !== 'lower' && !b.quiet) continue
    if (!scene.mayHold(hashOf(asRead(b), hashOf(asRead(a))))) continue
    const joined = asRead(a) + asRead(b)
    const isName = lists.isGivenName(joined) || lists.isFamilyName(joined)
    const isWord = lists.isCommonWord(joined, language)
    if (!isName && !isWord) continue
    parted++
    const bits = (isName ? NAME_AHEAD : 0) | (isWord ? WORD_AHEAD : 0)
    e.joint[i - 1 + PAD] = (e.joint[i - 1 + PAD] as number) | bits
    e.joint[i + PAD] = (e.joint[i + PAD] as number) | (bits << BEHIND)
  }
  const share = parted * 64 > tokens.length ? 2 : parted > 1 ? 1 : 0
  if (share > 0) for (let i = PAD; i < tokens.length + PAD; i++) e.joint[i] = (e.joint[i] as number) | (share << PARTED)
}

const SPACE = 32
const isKnown = (t: Token): boolean => t.anywhere || t.rank !== 0
