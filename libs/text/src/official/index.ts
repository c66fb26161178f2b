import { tokensWithin } from '../find/near.ts'
import { firstAt } from '../judge/evidence.ts'
import { kindOfType } from '../judge/labels.ts'
import { isFixed, type Mark, markOf, overlaid, unite } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson, type SpanType } from '../types.ts'
import { IS } from '../words/flags.ts'
import { withWholeNames } from './people.ts'
import { sumsIn } from './sums.ts'
import type { Official } from './words.ts'

/** What is masked of a judgment or the report of a hospital where its traces are withheld: all that is found in it, by its reader or as in any text. */
export const withAllRead = (
  scene: Scene,
  kind: Official,
  { found, read }: { readonly found: readonly Mark[]; readonly read: readonly Mark[] },
): Mark[] => unite([...found, ...sumsOf(scene, kind), ...withWholeNames(scene, read)], scene.text)

/**
 * What is masked of it where its reader alone decides of all but the record's own words, what tells by itself that it reaches somebody, whole names
 * that are on the lists, nicknames and long numbers. Where it took a part of such a claim, names on the lists and figures of the rest are masked beside it.
 */
export function asRead(scene: Scene, kind: Official, read: readonly Mark[]): Mark[] {
  const names = unite(
    scene.marks.filter(({ type }) => isOfPerson(type) || kindOfType(type) === 'NUMBER'),
    scene.text,
  ).filter(claim => isTelling(scene, claim))
  const kept = scene.marks.filter(claim => isFixed(claim) || isCertain(scene, claim))
  const isTouched = coverOf(scene, read)
  const beside = names.filter(({ start, end }) => !isTouched(start, end))
  const marks = [...kept, ...sumsOf(scene, kind), ...withWholeNames(scene, [...read, ...beside])]
  return overlaid([...marks, ...restOf(scene, names, marks)])
}

const sumsOf = (scene: Scene, kind: Official): Mark[] => (kind === 'judgment' ? sumsIn(scene) : [])

/** What a sign or a check tells by itself is found in any text. */
const CERTAIN: ReadonlySet<SpanType> = new Set<SpanType>(['EMAIL', 'URL', 'HANDLE', 'GEO', 'IP', 'BANK'])

const isCertain = (scene: Scene, claim: Mark): boolean =>
  CERTAIN.has(claim.type) || (claim.type === 'PHONE' && isAnnounced(scene, claim))

const NEAR = 4
/** Numbers of laws are written as telephones are. */
function isAnnounced({ tokens }: Scene, { start }: Mark): boolean {
  const at = firstAt(tokens, start)
  return tokens.slice(Math.max(0, at - NEAR), at).some(({ flags }) => (flags & IS.phoneLabel) !== 0)
}

/** Whether a claim needs no judge: a judgment has no more of these than it has people and numbers. */
function isTelling(scene: Scene, claim: Mark): boolean {
  if (kindOfType(claim.type) === 'NUMBER') return figuresIn(scene.text.slice(claim.start, claim.end)) >= LONG_NUMBER
  const words = tokensWithin(scene, claim.start, claim.end)
  if (claim.type === 'ALIAS') return words.some(({ quiet }) => !quiet)
  return claim.type === 'PERSON' && words.length > 1 && words.some(isListedName)
}

/** The number of a case, of a document: so long a one finds somebody, whoever reads it. */
const LONG_NUMBER = 7
const figuresIn = (piece: string): number => piece.match(/\d/g)?.length ?? 0

const isListedName = ({ given, family, common }: Token): boolean => (given || family) && !common

/** What no mark touches of claims, names on the lists and numbers, each run by itself: an office beside a name is none. */
function restOf(scene: Scene, claims: readonly Mark[], marks: readonly Mark[]): Mark[] {
  const isTouched = coverOf(scene, marks)
  return claims.flatMap(({ start, end, type }) => {
    const rest: Mark[] = []
    for (const t of tokensWithin(scene, start, end)) {
      if (isTouched(t.start, t.end) || (isOfPerson(type) && !isListedName(t))) continue
      const last = rest.at(-1)
      if (last !== undefined && !isTouched(last.end, t.start)) rest.splice(-1, 1, { ...last, end: t.end })
      else rest.push(markOf(t.start, t.end, type))
    }
    return rest
  })
}

/** Tells whether any of these marks touches a piece. */
function coverOf({ text }: Scene, marks: readonly Mark[]): (start: number, end: number) => boolean {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of marks) covered.fill(1, start, end)
  return (start, end) => covered.subarray(start, end).includes(1)
}
