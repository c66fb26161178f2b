import { gapAfter, isMasked, isNamed, isSpared, isTaken, mark, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, LABEL, ROLE } from '../words/flags.ts'
import { OPENS_PHRASE } from '../words/known.ts'
import { isOrdinary, mayName } from './kinds.ts'
import { isPlausible } from './plausible.ts'

const STRONG_HEADS = new Set(
  'hotel bar restaurante restaurant finca hacienda fazenda aserradero frigorifico olaria ceramica florecola floricola taller confecciones discoteca salon resort farm quarries traiteur scierie garage escola escuela ecole centro hogar'.split(
    ' ',
  ),
)

/** Names where the letter case says nothing: by the lists, by words that no vocabulary holds, by what stands beside them. */
export function findQuiet(scene: Scene): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined || !t.quiet || isTaken(scene, t)) continue
    const phrase = institutionAt(scene, i)
    if (phrase > 0) {
      spare(scene, t.start, tokens[i + phrase - 1]?.end ?? t.end)
      i += phrase - 1
      continue
    }
    if (t.flags & (IS.orgHead | IS.placeHead)) site(scene, t)
    if (isMasked(scene, t)) continue
    if (isSurelyName(t)) run(scene, t)
    else place(scene, t)
  }
}

function institutionAt(scene: Scene, from: number): number {
  const { tokens, lists } = scene
  if (((tokens[from]?.signs ?? 0) & OPENS_PHRASE) === 0) return 0
  let phrase = ''
  let best = 0
  for (let n = 0; n < 6; n++) {
    const t = tokens[from + n]
    if (t === undefined || (n > 0 && gapAfter(scene, from + n - 1) !== ' ')) break
    phrase = n === 0 ? t.text : `${phrase} ${t.text}`
    if ((n > 0 || !mayName(t)) && (lists.isInstitution(phrase) || lists.isBigPlace(phrase))) best = n + 1
  }
  return best
}

const isOrdinaryOrMonth = (t: Token): boolean => isOrdinary(t) || (t.flags & IS.month) !== 0
const LEADING =
  LABEL |
  IS.capital |
  IS.country |
  IS.currency |
  IS.unit |
  IS.lawWord |
  IS.lawHead |
  ROLE |
  IS.title |
  IS.called |
  IS.street |
  IS.door |
  IS.orgHead |
  IS.placeHead |
  IS.number

function isSurelyName(t: Token): boolean {
  if (t.digits > 1 || t.end - t.start < 3 || isOrdinaryOrMonth(t) || t.flags & (IS.title | IS.called | ROLE))
    return false
  if ((t.flags & LEADING) !== 0 && !(t.flags & IS.nameWord) && !t.given) return false
  if (t.given || t.family) return true
  // A shouted word in no vocabulary of the four languages.
  return t.letterCase === 'caps' && !t.anywhere
}

/** A name takes along what may be a name beside it. */
function run(scene: Scene, t: Token): void {
  const { tokens } = scene
  let first = t.index
  let last = t.index
  const takes = (u: Token | undefined): boolean => {
    if (!u?.quiet || isSpared(scene, u) || u.digits > 1) return false
    return isNamed(scene, u) || isSurelyName(u) || (mayName(u) && (u.flags & IS.function) === 0)
  }
  while (gapAfter(scene, first - 1) === ' ' || gapAfter(scene, first - 1) === '-') {
    if (takes(tokens[first - 1]) || (gapAfter(scene, first - 1) === '-' && (tokens[first - 1]?.digits ?? 9) === 0))
      first--
    else if (
      ((tokens[first - 1]?.flags ?? 0) & IS.particle) !== 0 &&
      takes(tokens[first - 2]) &&
      gapAfter(scene, first - 2) === ' '
    )
      first -= 2
    else break
  }
  while (/^[ '-]$/.test(gapAfter(scene, last))) {
    if (takes(tokens[last + 1]) || (gapAfter(scene, last) === '-' && (tokens[last + 1]?.digits ?? 9) === 0)) last++
    else if (
      ((tokens[last + 1]?.flags ?? 0) & IS.particle) !== 0 &&
      /^(?:de|da|do|dos|das|del|la|di|du|van|von|san|saint|st)$/.test(tokens[last + 1]?.text ?? '') &&
      (takes(tokens[last + 2]) || (tokens[last + 1]?.text === 'de' && takes(tokens[last + 3])))
    )
      last += takes(tokens[last + 2]) ? 2 : 3
    else break
  }
  mark(scene, tokens[first]?.start ?? t.start, tokens[last]?.end ?? t.end, 'PERSON')
}

const SIZES = new Set(
  'grande chico chica alto alta bajo baja nuevo nueva viejo vieja norte sur este oeste novo nova velho velha pequeno pequena baixo arriba abajo haut bas petit grand nord sud'.split(
    ' ',
  ),
)
const WHERE = new Set('en em na no de da do del desde in from at a ate hasta near cerca vers'.split(' '))

/** A word of no vocabulary behind a word of place: "nacio en shuid grande". */
function place(scene: Scene, t: Token): void {
  const { tokens } = scene
  if (t.end - t.start < 4 || t.digits > 0 || t.flags !== 0 || t.anywhere) return
  const prior = tokens[t.index - 1]
  if (prior === undefined || !WHERE.has(prior.text) || gapAfter(scene, prior.index) !== ' ') return
  if (isPlausible(t.text, scene)) return
  const next = tokens[t.index + 1]
  const sized = next !== undefined && gapAfter(scene, t.index) === ' ' && SIZES.has(next.text)
  mark(scene, t.start, sized ? next.end : t.end, 'PLACE_SMALL')
}

/** "hotel mar azul", "FINCA LA ESPERANZA", "ALDEA EL ROSARIO". */
function site(scene: Scene, head: Token): void {
  const { tokens } = scene
  const isOrg = (head.flags & IS.orgHead) !== 0
  const strong = STRONG_HEADS.has(head.text) || head.letterCase === 'caps'
  let last = head.index
  let named = false
  for (let i = head.index + 1; i < tokens.length && i - head.index < 7; i++) {
    const t = tokens[i]
    if (t === undefined || !t.quiet || !/^[ '-]$/.test(gapAfter(scene, i - 1)) || isMasked(scene, t) || t.digits > 0)
      break
    if (t.flags & IS.particle || /^(?:el|la|los|las|le|les|the|de|du|d)$/.test(t.text)) continue
    if (t.flags & (IS.function | IS.month | ROLE) && !(t.flags & IS.nameWord)) break
    const telling = mayName(t) || !isOrdinaryOrMonth(t)
    if (!telling && !(strong && (last === i - 1 || !isOrg))) {
      // "centro de salud de tablon chico": its kind may be told in ordinary words.
      if (strong && i - head.index <= 3) continue
      break
    }
    named = named || telling || (strong && i - head.index >= 2 && (head.letterCase === 'caps' || last === i - 1))
    last = i
  }
  if (named && last > head.index)
    mark(scene, head.start, tokens[last]?.end ?? head.end, isOrg ? 'ORG_SMALL' : 'PLACE_SMALL')
}
