import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { mayName } from './kinds.ts'

/** "Nombres: Marbella Apellidos: Guido": what stands before a colon opens the next value of a form, it is no part of a name. */
export const isLabel = ({ text }: Scene, t: Token): boolean =>
  text.charCodeAt(t.end) === 58 && !mayName(t) && (t.anywhere || (t.flags & ~IS.listed) !== 0)

/** The first token that begins at the offset or behind it. */
export function tokenAt({ tokens }: Scene, at: number): Token | undefined {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.start ?? 0) < at) low = middle + 1
    else high = middle
  }
  return tokens[low]
}

/** The tokens that lie wholly between two offsets. */
export function tokensWithin(scene: Scene, start: number, end: number): Token[] {
  const inside: Token[] = []
  for (let t = tokenAt(scene, start); t !== undefined && t.end <= end; t = scene.tokens[t.index + 1]) inside.push(t)
  return inside
}
