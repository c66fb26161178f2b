import type { Mark } from './marks.ts'
import { peopleOf } from './people.ts'
import type { Scene } from './scene.ts'
import { type Role, type Span, tierOf } from './types.ts'

const NEAR = 160

/** Marks as they are reported: in offsets of the source, with the part their person plays. What is no name belongs to the person told last. */
export function spansOf(scene: Scene, marks: readonly Mark[]): Span[] {
  const { folded } = scene
  const people = peopleOf(scene, marks)
  const things = new Map<string, number>()
  let last: { role: Role; entity: number; end: number } | undefined
  return marks.map(found => {
    const person = people.get(found)
    if (person !== undefined) last = { ...person, end: found.end }
    const near =
      last !== undefined &&
      found.start - last.end < NEAR &&
      !/[.;\n]/.test(scene.text.slice(last.end, found.start).slice(-NEAR))
        ? last
        : undefined
    const own = found.own === true && (person === undefined || person.own)
    const role = person?.role ?? (own ? 'victim' : (near?.role ?? 'victim'))
    return {
      start: folded.from(found.start),
      end: folded.upTo(found.end),
      type: found.type,
      tier: tierOf(found.type),
      role,
      entity: person?.entity ?? thingNumber(things, scene.text.slice(found.start, found.end)),
      ...(own ? { own: true } : {}),
      ...(person?.sure ? { sure: true } : {}),
      ...(found.detail === undefined ? {} : { detail: found.detail }),
    }
  })
}

const FIRST_THING = 1000

function thingNumber(things: Map<string, number>, text: string): number {
  const known = things.get(text) ?? FIRST_THING + things.size
  things.set(text, known)
  return known
}
