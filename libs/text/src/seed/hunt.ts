import { ones } from '../bits.ts'
import { tailOf } from '../find/dwellings.ts'
import { offsetRoom, unitRoom } from '../rooms.ts'
import { gapAfter, isMasked, isNamed, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { huntEncoded } from './encoded.ts'
import { huntHoles } from './holes.ts'
import { huntInitials } from './initials.ts'
import { madeOf } from './made.ts'
import type { Needle, Needles } from './needles.ts'
import { isToldAsNickname } from './nicknamed.ts'
import { huntNumbers } from './numbers.ts'
import { bonesOf, ear, isDiminutive, isHeardAlike, isMisspelt, lettersOf, skeletonOf, sound, stemOf } from './sound.ts'
import { huntSpelled } from './spelled.ts'
import { huntTails } from './tails.ts'
import { tell } from './tell.ts'
import { transliterations } from './transliterate.ts'

/** A string this long is found inside longer words too. */
const LONG = 6

/** Everything in the text that the record names, in whatever spelling. */
export function hunt(scene: Scene, needles: Needles): void {
  if (needles.words.size === 0 && needles.glued.size === 0 && needles.strings.isEmpty && needles.numbers.isEmpty) return
  huntWords(scene, needles)
  huntInitials(scene, needles.initials)
  huntSpelled(scene, needles.words)
  huntHoles(scene, needles)
  huntStrings(scene, needles)
  huntEncoded(scene, needles)
  huntNumbers(scene, needles)
  huntTails(scene, needles.tails)
}

function huntWords(scene: Scene, needles: Needles): void {
  const nearest = nearestOf(needles)
  const held: Token[] = []
  for (const t of scene.tokens) {
    const exact = needles.sizes.mayHold(t.text) ? needles.words.get(t.text) : undefined
    if (exact !== undefined) held.push(t)
    const length = t.end - t.start
    if (length < 2 || t.digits === length) continue
    if (exact === undefined) {
      const hit = madeOf(t, needles) ?? (length < 4 ? undefined : t.common ? soundingLike(t, needles) : nearest(t.text))
      if (hit !== undefined) tell(scene, t.start, t.end, hit)
    } else if (!isOrdinaryHere(t) || (exact.isNickname && isToldAsNickname(scene, t)))
      tell(scene, t.start, t.end, exact)
  }
  huntRests(scene, needles, held)
  huntPairs(scene, needles)
  if (needles.glued.size > 0) huntGlued(scene, needles)
  huntForeign(scene, needles)
}

/** "consuelo" in small letters among sentences that use capitals is comfort, not Consuelo. */
export const isOrdinaryHere = (t: Token): boolean =>
  t.letterCase === 'lower' && !t.quiet && !t.first && ((t.flags & (IS.nameWord | IS.function)) !== 0 || t.common)

/** "Chaves" for Chávez: an ordinary word, where its capital tells a name. */
function soundingLike(t: Token, { fuzzy }: Needles): Needle | undefined {
  if (t.letterCase !== 'capital' || t.first || t.quiet) return undefined
  const bones = bonesOf(t.text)
  return fuzzy.find(n => n.bones === bones && n.sound === sound(t.text))
}

/** Words repeat, and comparing how they sound is the dear part: each distinct one is compared once, and most by their letters alone. */
function nearestOf({ fuzzy }: Needles): (word: string) => Needle | undefined {
  const known = new Map<string, Needle | undefined>()
  return word => {
    if (!mayBeNear(word, fuzzy)) return undefined
    if (known.has(word)) return known.get(word)
    const hit = near(word, fuzzy)
    known.set(word, hit)
    return hit
  }
}

/** Whether some needle has the same consonants, nearly the same letters, or begins as the word does, as all do that are near. */
function mayBeNear(word: string, fuzzy: readonly Needle[]): boolean {
  const letters = lettersOf(word)
  const bones = bonesOf(word)
  for (const n of fuzzy) {
    const differs = Math.abs(word.length - n.text.length) > MOST_UNHEARD
    if (!differs && (n.bones === bones || ones(letters ^ n.letters) <= MOST_UNLIKE)) return true
    if (beginAlike(word, n.text)) return true
  }
  return false
}
/** Letters that one of two words of one sound has more. */
const MOST_DIFFERENT = 3
/** The same, of one heard alike: "Janbatis". */
const MOST_UNHEARD = 4

const beginAlike = (a: string, b: string): boolean =>
  a.charCodeAt(0) === b.charCodeAt(0) && a.charCodeAt(1) === b.charCodeAt(1) && a.charCodeAt(2) === b.charCodeAt(2)

/** "Rositaaa". */
const DRAWN_OUT = /(.)\1{2,}/g

function near(word: string, fuzzy: readonly Needle[]): Needle | undefined {
  const short = word.replace(DRAWN_OUT, '$1')
  if (short !== word) return fuzzy.find(n => n.text === short) ?? near(short, fuzzy)
  const heard = sound(word)
  const stem = stemOf(word)
  const heardStem = stem === undefined ? '' : sound(stem)
  const letters = lettersOf(word)
  const heardBy = ear(word)
  return fuzzy.find(
    n =>
      (n.sound === heard && Math.abs(n.text.length - word.length) <= MOST_DIFFERENT) ||
      (ones(letters ^ n.letters) <= MOST_UNLIKE && isMisspelt(word, n.text)) ||
      (Math.abs(n.text.length - word.length) <= MOST_UNHEARD && isHeardAlike(heardBy, n.ear)) ||
      (stem !== undefined && (isDiminutive(word, stem, n.text) || isDiminutive(word, heardStem, n.sound))),
  )
}
/** Two letters off: each changes one letter for another. */
const MOST_UNLIKE = 4

/** "Luz del sol": a word of the name that would be ordinary, right behind another word of it. */
function huntRests(scene: Scene, { words }: Needles, held: readonly Token[]): void {
  const { tokens } = scene
  for (const t of held) {
    const known = words.get(t.text)
    if (known === undefined || isMasked(scene, t)) continue
    let prior = t.index - 1
    while (((tokens[prior]?.flags ?? 0) & IS.particle) !== 0 && t.index - prior < 3) prior--
    const before = tokens[prior]
    if (
      before !== undefined &&
      isNamed(scene, before) &&
      words.has(before.text) &&
      t.start - before.end <= 8 &&
      t.line === before.line
    )
      tell(scene, before.start, t.end, known)
  }
}

/** Two words that are one name misspelt: "Mary Sol" for Marisol, "Joy ann" for Joyanne, "Qui spe". */
function huntPairs(scene: Scene, { fuzzy, words, longest, sizes }: Needles): void {
  const { tokens, text } = scene
  for (let i = 1; i < tokens.length; i++) {
    const a = tokens[i - 1]
    const b = tokens[i]
    if (a === undefined || b === undefined || b.start - a.end > 3 || a.digits + b.digits > 4) continue
    const plain = a.common && b.common && a.letterCase === 'lower' && b.letterCase === 'lower'
    const spaced = b.start - a.end === 1 && text.charCodeAt(a.end) === 32
    if (spaced && plain) continue
    const length = a.text.length + b.text.length
    if (length < 5 || length > longest + 1 || !sizes.mayHoldLike(a.text, length)) continue
    const gap = spaced ? ' ' : text.slice(a.end, b.start)
    if (
      (gap === ' ' && ((a.flags | b.flags) & IS.function) !== 0 && Math.min(a.text.length, b.text.length) <= 2) ||
      (b.text === 's' && gap !== ' ')
    )
      continue
    if (!spaced && !/^(?:['’-]|-? ?\n ?)$/.test(gap)) continue
    const joined = a.text + b.text
    const exact = words.get(joined)
    const hit = exact ?? (plain || joined.length < 6 ? undefined : likeOneWord(joined, fuzzy))
    if (hit !== undefined) tell(scene, a.start, b.end, hit)
  }
}

/** A word of so many pieces between apostrophes is no name. */
const MOST_GLUED = 8

/** "K'ab'il", also behind what an apostrophe ties to it: "d'I'x". */
function huntGlued(scene: Scene, { glued }: Needles): void {
  const { tokens } = scene
  for (const first of tokens) {
    let text = first.text
    for (let i = first.index; i - first.index < MOST_GLUED && gapAfter(scene, i) === "'"; i++) {
      const next = tokens[i + 1]
      if (next === undefined) break
      text += next.text
      const hit = glued.get(text)
      if (hit !== undefined) tell(scene, first.start, next.end, hit)
    }
  }
}

const likeOneWord = (joined: string, fuzzy: readonly Needle[]): Needle | undefined =>
  fuzzy.find(
    n =>
      n.text.length >= 6 &&
      Math.abs(n.text.length - joined.length) <= 1 &&
      n.text.charCodeAt(0) === joined.charCodeAt(0) &&
      (isMisspelt(joined, n.text) || n.sound === sound(joined)),
  )

function huntForeign(scene: Scene, { fuzzy, words }: Needles): void {
  for (const [token, form] of transliterations(scene)) {
    const heard = sound(form)
    const hit = words.get(form) ?? fuzzy.find(n => n.sound === heard || isMisspelt(form, n.text))
    if (hit !== undefined) tell(scene, token.start, token.end, hit)
  }
}

const unitsOf = unitRoom()
const offsetsOf = offsetRoom()

interface Stream {
  readonly units: Uint16Array
  readonly count: number
  /** Where each token begins in it. */
  readonly offset: Int32Array
}

/** Letters and digits only, as skeletons: separators, line breaks, leet and misread figures cannot hide a name. */
function streamOf({ tokens, text }: Scene): Stream {
  const offset = offsetsOf(tokens.length)
  const units = unitsOf(text.length)
  let count = 0
  for (const { index, start, end } of tokens) {
    offset[index] = count
    for (let i = start; i < end; i++) units[count++] = skeletonOf(text.charCodeAt(i))
  }
  return { units, count, offset }
}

/** The token in which a unit of the stream stands. */
function tokenAt({ tokens }: Scene, offset: Int32Array, at: number): Token | undefined {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offset[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  return tokens[low - 1]
}

function huntStrings(scene: Scene, { strings }: Needles): void {
  if (strings.isEmpty) return
  const { units, count, offset } = streamOf(scene)
  strings.each(units, count, (code, at) => {
    const { length } = code.text
    const first = tokenAt(scene, offset, at)
    const last = tokenAt(scene, offset, at + length - 1)
    if (first === undefined || last === undefined) return
    const atEdges = offset[first.index] === at && (offset[last.index] ?? 0) + last.end - last.start === at + length
    if (!atEdges && length < LONG) return
    if (last.start - first.end > 12 + 4 * length) return
    if (isChance(scene, first, last, length, atEdges)) return
    const [from, to] = code.type === 'ADDRESS' ? wholeAddress(scene, first, last) : [first.start, last.end]
    tell(scene, from, to, code)
  })
}

/** What kind of street or place it is, and the door behind it, belong to the address. */
function wholeAddress(scene: Scene, first: Token, last: Token): [number, number] {
  const prior = scene.tokens[first.index - 1]
  const isHead =
    prior !== undefined &&
    (prior.flags & (IS.street | IS.placeHead)) !== 0 &&
    /^\.? $/.test(scene.text.slice(prior.end, Math.min(first.start, prior.end + 4)))
  return [isHead ? prior.start : first.start, tailOf(scene, last.end)]
}

/** A run of ordinary words whose letters happen to make a name, or an ordinary word that holds one. */
function isChance(scene: Scene, first: Token, last: Token, length: number, atEdges: boolean): boolean {
  if (first === last)
    return atEdges
      ? isOrdinaryHere(first) || first.digits === first.end - first.start
      : first.common && first.letterCase === 'lower'
  if (atEdges && length > 8) return false
  for (let i = first.index; i <= last.index; i++) {
    const t = scene.tokens[i]
    if (t === undefined) break
    const ordinary = t.letterCase === 'lower' && t.text.length > 1 && ((t.flags & IS.function) !== 0 || t.common)
    if (!ordinary) return false
  }
  return true
}
