import { gapAfter, isSpared, mark, type Scene } from '../scene.ts'
import { sorted } from '../sorted.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'

const LINK = /^(?:de|del|da|do|das|dos|du|des|d|la|el|las|los|le|les|l|of|the)$/
const HEAD = IS.orgHead | IS.placeHead
const NO_HEAD = IS.title | IS.called
const FARTHEST = 3
const LONGEST_SHORT_FORM = 4

/**
 * "vereda Palmarito", "boulangerie du Vieux Port", "Ejido Mar y Sol": what kind of place or house it is belongs to its name, as there
 * may be only one such place around. What was taken for a person's name behind such a word is a place's too.
 */
export function findHeads(scene: Scene): void {
  let at = 0
  const { tokens } = scene
  for (const found of sorted(scene.marks, (a, b) => a.start - b.start)) {
    const placed = found.type === 'ORG_SMALL' || found.type === 'PLACE_SMALL'
    if (!placed && (found.type !== 'PERSON' || found.own)) continue
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= found.start) at++
    const tail = placed ? tailBehind(scene, at, found.end) : undefined
    if (tail !== undefined) mark(scene, found.start, tail.end, found.type)
    const head = headBefore(scene, at, placed)
    if (head !== undefined)
      mark(scene, head.start, found.end, (head.flags & IS.orgHead) !== 0 ? 'ORG_SMALL' : 'PLACE_SMALL')
  }
}

/** "fig tree village", "Daily Bread bakery": in English the kind stands behind. */
function tailBehind(scene: Scene, at: number, end: number): Token | undefined {
  if (scene.language !== 'en') return undefined
  let last = at
  while ((scene.tokens[last + 1]?.start ?? end) < end) last++
  const t = scene.tokens[last + 1]
  return t !== undefined && gapAfter(scene, last) === ' ' && (t.flags & (IS.placeHead | IS.orgTail)) !== 0 && !t.given
    ? t
    : undefined
}

function headBefore(scene: Scene, at: number, mayLink: boolean): Token | undefined {
  for (let i = at - 1; i >= 0 && at - i <= FARTHEST; i--) {
    const t = scene.tokens[i]
    if (t === undefined || isSpared(scene, t)) return undefined
    const gap = gapAfter(scene, i)
    // A point behind a whole word ends a sentence.
    if (!/^[ '.]{1,2}$/.test(gap) || (gap.startsWith('.') && t.end - t.start > LONGEST_SHORT_FORM)) return undefined
    if ((t.flags & HEAD) !== 0 && (t.flags & NO_HEAD) === 0 && t.end - t.start > 2) return t
    if (!mayLink || !LINK.test(t.text)) return undefined
  }
  return undefined
}
