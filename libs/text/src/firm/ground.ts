import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'

/** What is already known of each token: nonzero inside an address, a person, anything else. */
export interface Ground {
  readonly of: Uint8Array
}
export const HOUSED = 1
export const NAMED = 2
export const PLACED = 3
export const OTHER = 4

/** What is told of a person by ordinary words parts no way. */
const FREE: ReadonlySet<string> = new Set(['NATIONALITY', 'OCCUPATION_RARE', 'KINSHIP_RARE'])

/** What is known of each token by what was decided. */
export function groundOf(scene: Scene, marks: readonly Mark[]): Ground {
  const { tokens } = scene
  const of = new Uint8Array(tokens.length)
  let at = 0
  for (const mark of marks) {
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    const kind =
      mark.type === 'ADDRESS'
        ? HOUSED
        : isOfPerson(mark.type)
          ? NAMED
          : mark.type === 'PLACE_SMALL' || mark.type === 'ORG_SMALL'
            ? PLACED
            : FREE.has(mark.type)
              ? 0
              : OTHER
    for (let i = at; i < tokens.length && (tokens[i] as Token).start < mark.end; i++) of[i] = kind
  }
  return { of }
}
