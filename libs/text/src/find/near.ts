import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'

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
