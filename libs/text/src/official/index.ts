import { tokensWithin } from '../find/near.ts'
import { firstAt } from '../judge/evidence.ts'
import { type Kind, kindOfType } from '../judge/labels.ts'
import { isFixed, type Mark, markOf, overlaid, unite } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson, type SpanType } from '../types.ts'
import { IS } from '../words/flags.ts'
import { withWholeNames } from './people.ts'
import type { OfficialReader } from './reader.ts'
import { sumsIn } from './sums.ts'

/**
 * What is masked of a judgment or the report of a hospital where its traces are withheld: what its reader finds, warily, and all that is found as in
 * any text; where it `lifts`, but for words that the reader rules out and no name of the text, no list of names, no half of a day, a number or an
 * address and no long number speaks for.
 */
export function byAll(
  scene: Scene,
  reader: OfficialReader,
  { found, lifts }: { readonly found: readonly Mark[]; readonly lifts: boolean },
): Mark[] {
  const telling = found.filter(claim => isTelling(scene, claim))
  const read = reader.read(scene)
  const marks = surely(scene, withoutDetails(scene, read('warily'), found), found, telling)
  const marked = coverOf(scene, marks)
  if (!lifts) return overlaid([...marks, ...restOf(scene, found, marked, () => true)])
  const doubted = coverOf(scene, read('doubtfully'))
  const ofNames = wordsOfNames(scene, [...marks, ...telling])
  const isHalf = ({ start, end, type }: Mark): boolean =>
    FOUND_BY_HALF.has(kindOfType(type)) && (marked.touches(start, end) || doubted.touches(start, end))
  const whole = new Set([...telling, ...found.filter(isHalf)])
  const stays = (t: Token, claim: Mark): boolean =>
    doubted.touches(t.start, t.end) ||
    (isOfPerson(claim.type) ? isListedName(t) || ofNames.has(t.text) : whole.has(claim))
  return overlaid([...marks, ...restOf(scene, found, marked, stays)])
}

/** Half of one finds somebody as the whole does. */
const FOUND_BY_HALF: ReadonlySet<Kind> = new Set<Kind>(['DATE', 'NUMBER', 'ADDRESS'])

/** What the reader takes for a day or an age within a day of birth or a number tells no month and no band of it. */
function withoutDetails(scene: Scene, read: readonly Mark[], found: readonly Mark[]): Mark[] {
  const within = coverOf(
    scene,
    found.filter(({ type }) => type === 'DATE_BIRTH' || kindOfType(type) === 'NUMBER'),
  )
  return read.map(mark => (within.touches(mark.start, mark.end) ? { ...mark, detail: undefined } : mark))
}

/**
 * What is masked of it where its reader alone decides of all but the record's own words, what tells by itself that it reaches somebody, whole names
 * that are on the lists, nicknames and long numbers. Where it took a part of such a claim, names on the lists and figures of the rest are masked beside it.
 */
export function byReaderAlone(scene: Scene, reader: OfficialReader): Mark[] {
  const claims = scene.marks.filter(({ type }) => isOfPerson(type) || kindOfType(type) === 'NUMBER')
  const names = unite(claims, scene.text).filter(claim => isTelling(scene, claim))
  const marks = surely(scene, reader.read(scene)('plainly'), scene.marks, names)
  const stays = (t: Token, { type }: Mark): boolean => !isOfPerson(type) || isListedName(t)
  return overlaid([...marks, ...restOf(scene, names, coverOf(scene, marks), stays)])
}

/** What the reader finds, what of other claims needs no judge, and telling ones beside which it finds nothing. */
function surely(scene: Scene, read: readonly Mark[], claims: readonly Mark[], telling: readonly Mark[]): Mark[] {
  const found = coverOf(scene, read)
  const beside = telling.filter(({ start, end }) => !found.touches(start, end))
  const kept = claims.filter(claim => isFixed(claim) || tellsByItself(scene, claim))
  return [...kept, ...sumsIn(scene), ...withWholeNames(scene, [...read, ...beside])]
}

/** Words of names, each of which names somebody wherever it stands. */
function wordsOfNames(scene: Scene, marks: readonly Mark[]): Set<string> {
  const words = marks
    .filter(({ type }) => isOfPerson(type))
    .flatMap(({ start, end }) => tokensWithin(scene, start, end))
  return new Set(words.filter(({ common, quiet }) => !common && !quiet).map(({ text }) => text))
}

/** What a sign or a check tells by itself is found in any text. */
const CERTAIN: ReadonlySet<SpanType> = new Set<SpanType>(['EMAIL', 'URL', 'HANDLE', 'GEO', 'IP', 'BANK'])

const tellsByItself = (scene: Scene, claim: Mark): boolean =>
  CERTAIN.has(claim.type) || (claim.type === 'PHONE' && isAnnounced(scene, claim))

const NEAR = 4
/** Numbers of laws are written as telephones are. */
function isAnnounced({ tokens }: Scene, { start }: Mark): boolean {
  const at = firstAt(tokens, start)
  return tokens.slice(Math.max(0, at - NEAR), at).some(({ flags }) => (flags & IS.phoneLabel) !== 0)
}

/** Whether a claim needs no judge: a judgment has no more of these than it has people and numbers. */
function isTelling(scene: Scene, claim: Mark): boolean {
  if (kindOfType(claim.type) === 'NUMBER') return figuresIn(scene.text.slice(claim.start, claim.end)) >= LONG_HERE
  const words = tokensWithin(scene, claim.start, claim.end)
  if (claim.type === 'ALIAS') return words.some(({ quiet }) => !quiet)
  return claim.type === 'PERSON' && words.length > 1 && words.some(isListedName)
}

/** The number of a case, of a document: so long a one finds somebody, whoever reads it. Shorter ones are pages, laws and values of a laboratory here. */
const LONG_HERE = 7
const figuresIn = (piece: string): number => piece.match(/\d/g)?.length ?? 0

const isListedName = ({ given, family, common }: Token): boolean => (given || family) && !common

/** What of claims is not covered and `stays`, each run by itself with what joins its words; of a word that is covered in part all. */
function restOf(
  scene: Scene,
  claims: readonly Mark[],
  covered: Cover,
  stays: (t: Token, claim: Mark) => boolean,
): Mark[] {
  return claims.flatMap(claim => {
    const rest: Mark[] = []
    let goesOn = false
    for (const t of tokensWithin(scene, claim.start, claim.end)) {
      if (covered.holds(t.start, t.end)) goesOn = false
      else if (stays(t, claim)) {
        const last = rest.at(-1)
        if (goesOn && last !== undefined) rest.splice(-1, 1, { ...last, end: t.end })
        else rest.push(markOf(t.start, t.end, claim.type))
        goesOn = true
      } else goesOn &&= (t.flags & IS.particle) !== 0
    }
    return rest
  })
}

/** What marks cover together. */
interface Cover {
  /** Any part of the piece. */
  touches(start: number, end: number): boolean
  /** The whole piece. */
  holds(start: number, end: number): boolean
}

function coverOf({ text }: Scene, marks: readonly Mark[]): Cover {
  const covered = new Uint8Array(text.length)
  for (const { start, end } of marks) covered.fill(1, start, end)
  return {
    touches: (start, end) => covered.subarray(start, end).includes(1),
    holds: (start, end) => !covered.subarray(start, end).includes(0),
  }
}
