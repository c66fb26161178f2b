import { tokensWithin } from '../find/near.ts'
import { firstAt } from '../judge/evidence.ts'
import { kindOfType } from '../judge/labels.ts'
import { isFixed, type Mark, overlaid, unite } from '../marks.ts'
import type { Policy } from '../policy.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson, type SpanType, tierOf } from '../types.ts'
import { IS } from '../words/flags.ts'
import { peopleOf } from './people.ts'
import { sumsIn } from './sums.ts'
import type { Official } from './words.ts'

/** What is masked of a judgment or the report of a hospital. @param found what is found in it as in any text */
export function officially(
  scene: Scene,
  kind: Official,
  read: readonly Mark[],
  { traces, found }: { readonly traces: NonNullable<Policy['traces']>; readonly found: () => readonly Mark[] },
): Mark[] {
  if (traces === 'told') return unite([...found(), ...peopleOf(scene, read).filter(isDirect)], scene.text)
  const sums = kind === 'judgment' ? sumsIn(scene) : []
  return traces === 'as_read'
    ? overlaid([...sums, ...asRead(scene, read)])
    : unite([...found(), ...sums, ...peopleOf(scene, read)], scene.text)
}

const isDirect = ({ type }: Mark): boolean => tierOf(type) === 'direct'

/**
 * Its reader decides of all but the record's own words, what tells by itself that it reaches somebody, whole names that are on the lists,
 * nicknames and long numbers.
 */
function asRead(scene: Scene, read: readonly Mark[]): Mark[] {
  const isFree = freeOf(scene, read)
  const names = unite(
    scene.marks.filter(({ type }) => isOfPerson(type) || kindOfType(type) === 'NUMBER'),
    scene.text,
  )
  const telling = names.filter(claim => isTelling(scene, claim) && isFree(claim))
  const kept = scene.marks.filter(claim => isFixed(claim) || isCertain(scene, claim))
  return [...kept, ...peopleOf(scene, [...read, ...telling])]
}

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

/** Tells whether a mark touches none of these. */
function freeOf({ text }: Scene, marks: readonly Mark[]): (mark: Mark) => boolean {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of marks) covered.fill(1, start, end)
  return ({ start, end }) => !covered.subarray(start, end).includes(1)
}
