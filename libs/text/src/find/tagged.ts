import type { NameSpan } from '../lists.ts'
import { mark, type Scene } from '../scene.ts'
import { IS } from '../words/flags.ts'

const SURE = 0.5
const TYPES = { PERSON: 'PERSON', PLACE: 'PLACE_SMALL', ORG: 'ORG_SMALL' } as const

/** What the trained tagger holds for names, cut to whole words; large places and institutions of state are none. */
export function takeTagged(scene: Scene, spans: readonly NameSpan[]): void {
  const { folded, lists, tokens, text } = scene
  let i = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.score < SURE) continue
    while (i < tokens.length && folded.upTo(tokens[i]?.end ?? 0) <= span.start) i++
    let last = i - 1
    for (let k = i; k < tokens.length && folded.from(tokens[k]?.start ?? 0) < span.end; k++) last = k
    const inside = tokens.slice(i, last + 1)
    const first = inside[0]
    const end = inside.at(-1)
    if (first === undefined || end === undefined) continue
    if (inside.every(t => scene.harmless[t.start] === 1 || scene.masked[t.start] === 1)) continue
    const phrase = inside.map(t => t.text).join(' ')
    if (lists.isBigPlace(phrase) || lists.isInstitution(phrase)) continue
    if (inside.every(t => (t.flags & (IS.function | IS.capital | IS.country | IS.month | IS.title)) !== 0 && (t.flags & IS.nameWord) === 0)) continue
    if (span.type !== 'PERSON' && inside.every(t => (t.flags & IS.capital) !== 0 || (t.letterCase === 'lower' && !t.quiet))) continue
    if (text.slice(first.start, end.end).length > 80) continue
    mark(scene, first.start, end.end, TYPES[span.type])
  }
}
