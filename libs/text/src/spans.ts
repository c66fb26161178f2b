import type { Mark } from './marks.ts'
import { peopleOf } from './people.ts'
import type { Scene } from './scene.ts'
import { type Role, type Span, tierOf } from './types.ts'

const NEAR = 160
const STOP = /[.;\n]/

/**
 * Marks, in their order, as they are reported: in offsets of the source, with the part their person plays. What is no name belongs to the
 * person told last. One character of the source may fold to several (a fraction, a ligature) and two marks meet in it: it is the first one's.
 */
export function spansOf(scene: Scene, marks: readonly Mark[], mayBeSuspect?: (mark: Mark) => boolean): Span[] {
  const { folded } = scene
  const people = peopleOf(scene, marks, mayBeSuspect)
  const things = new Map<string, number>()
  let last: { role: Role; entity: number; end: number } | undefined
  let taken = 0
  const spans: Span[] = []
  for (const found of marks) {
    const person = people.get(found)
    if (person !== undefined) last = { ...person, end: found.end }
    const near =
      last !== undefined && found.start - last.end < NEAR && !STOP.test(scene.text.slice(last.end, found.start))
        ? last
        : undefined
    const own = found.own === true && (person === undefined || person.own)
    const role = person?.role ?? (own ? 'victim' : (near?.role ?? 'victim'))
    const [start, end] = [Math.max(folded.from(found.start), taken), folded.upTo(found.end)]
    if (start >= end) continue
    taken = end
    const span: { -readonly [Field in keyof Span]: Span[Field] } = {
      start,
      end,
      type: found.type,
      tier: tierOf(found.type),
      role,
      entity: person?.entity ?? thingNumber(things, scene.text.slice(found.start, found.end)),
    }
    if (own) span.own = true
    if (person?.sure) span.sure = true
    if (found.detail !== undefined) span.detail = found.detail
    spans.push(span)
  }
  return spans
}

const FIRST_THING = 1000

function thingNumber(things: Map<string, number>, text: string): number {
  const known = things.get(text) ?? FIRST_THING + things.size
  things.set(text, known)
  return known
}
