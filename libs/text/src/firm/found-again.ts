import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { ARTICLES, MOST_WORDS, type Nickname } from './nicknames.ts'

const MOST_LONG = 100

/** "Mãe Preta", "Skip Blue": a nickname of several words that was found, so that it is known where it stands again. */
export function longNicknames({ tokens }: Scene, marks: readonly Mark[]): Nickname[] {
  const found: Nickname[] = []
  let at = 0
  for (const mark of marks) {
    if (!isOfPerson(mark.type) || found.length === MOST_LONG) continue
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    let last = at
    while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < mark.end) last++
    const head = tokens[at]
    if (head === undefined || last === at || last - at >= MOST_WORDS || tokens[last]?.line !== head.line) continue
    const first = ARTICLES.has(head.text) ? at + 1 : at
    if (last > first) found.push({ from: at, first, last })
  }
  return found
}
