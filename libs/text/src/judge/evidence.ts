import { rankOf } from '../marks.ts'
import { HASH_START, hashStep } from '../model/hash.ts'
import { KIND, kindOf } from '../model/letters.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS } from '../words/flags.ts'

/** All that speaks for or against a word, a column each; two empty places stand before the first and behind the last. */
export interface Evidence {
  count: number
  word: Int32Array
  /** The first three and the last four letters, a byte each. */
  head: Int32Array
  tail: Int32Array
  flags: Int32Array
  /** What the lists say. */
  sort: Int32Array
  /** How it is written. */
  shape: Uint8Array
  /** What type of identifier the finders took it for, whether it begins there, whether it was spared. */
  claim: Uint16Array
  /** Place among the scene's marks of the one that says so, counted from one; 0 for none. */
  mark: Int32Array
  /** Which finders, a bit each. */
  said: Int32Array
  /** What the name tagger makes of it. */
  lean: Uint8Array
  /** The sign between the word before and this one. */
  gap: Uint8Array
  /** How the same word stands elsewhere in the text. */
  seen: Uint8Array
  /** What it is about. */
  topic: Uint8Array
  /** What was announced last before it in the sentence, and how far off. */
  cue: Uint8Array
  /** Whether it and a neighbour are halves of one word, as a reading machine parts them, and how much of the text is parted so. */
  joint: Uint8Array
}

export const PAD = 2

export function makeEvidence(capacity: number): Evidence {
  return {
    count: 0,
    word: new Int32Array(capacity),
    head: new Int32Array(capacity),
    tail: new Int32Array(capacity),
    flags: new Int32Array(capacity),
    sort: new Int32Array(capacity),
    shape: new Uint8Array(capacity),
    claim: new Uint16Array(capacity),
    mark: new Int32Array(capacity),
    said: new Int32Array(capacity),
    lean: new Uint8Array(capacity),
    gap: new Uint8Array(capacity),
    seen: new Uint8Array(capacity),
    topic: new Uint8Array(capacity),
    cue: new Uint8Array(capacity),
    joint: new Uint8Array(capacity),
  }
}

/** Bits of `shape`: two for the letter case, then these, then three for the figures. */
const QUIET = 4
const FIRST = 8
const FIGURES = 4
const SINGLE = 128
const CASES = { lower: 0, capital: 1, caps: 2, none: 3 } as const

/** Bits of `claim` above the five of the type. */
const BEGINS = 32
const SPARED = 64
const NAMED = 128
const OWN = 256

/** Fills the columns from what the finders left in a scene. */
export function gather(scene: Scene, e: Evidence): void {
  const { tokens } = scene
  const last = tokens.length + PAD
  e.count = tokens.length
  for (const at of [0, 1, last, last + 1]) blank(e, at)
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i] as Token
    const at = i + PAD
    spell(scene.text, t, e, at)
    // Whether some finder lists it is no property of a word.
    e.flags[at] = t.flags & ~IS.listed
    e.sort[at] = sortOf(t)
    e.topic[at] = t.topic
    e.shape[at] = shapeOf(t)
    e.claim[at] = (scene.harmless[t.start] === 1 ? SPARED : 0) | (scene.seeded[t.start] === 1 ? OWN : 0)
    e.said[at] = 0
    e.lean[at] = scene.leanings[i] as number
    e.mark[at] = 0
    e.gap[at] = gapBefore(scene, tokens[i - 1], t)
  }
  e.gap[last] = KIND.line
  claims(scene, e)
  sightings(e)
}

function blank(e: Evidence, at: number): void {
  for (const column of [
    e.word,
    e.head,
    e.tail,
    e.flags,
    e.sort,
    e.claim,
    e.said,
    e.seen,
    e.lean,
    e.topic,
    e.cue,
    e.joint,
  ])
    column[at] = 0
  e.shape[at] = 255
  e.gap[at] = KIND.line
}

function spell(text: string, { start, end }: Token, e: Evidence, at: number): void {
  let hash = HASH_START
  let head = 0
  let tail = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    hash = hashStep(hash, unit)
    if (i - start < 3) head = (head << 8) | (unit & 255)
    tail = (tail << 8) | (unit & 255)
  }
  e.word[at] = hash
  e.head[at] = head
  e.tail[at] = tail
}

const sortOf = (t: Token): number =>
  (t.given ? 1 : 0) |
  (t.family ? 2 : 0) |
  (t.common ? 4 : 0) |
  (t.anywhere ? 8 : 0) |
  ((t.flags & IS.nameWord) !== 0 ? 16 : 0) |
  ((t.flags & IS.function) !== 0 ? 32 : 0) |
  ((t.flags & IS.particle) !== 0 ? 64 : 0) |
  (t.rank << 7)

function shapeOf(t: Token): number {
  const length = t.end - t.start
  const figures = t.digits === 0 ? 0 : t.digits < length ? 6 : Math.min(5, length)
  return (
    CASES[t.letterCase] |
    (t.quiet ? QUIET : 0) |
    (t.first ? FIRST : 0) |
    (figures << FIGURES) |
    (length === 1 ? SINGLE : 0)
  )
}

function gapBefore({ text }: Scene, before: Token | undefined, t: Token): number {
  if (before === undefined || before.line !== t.line) return KIND.line
  let gap: number = KIND.other
  for (let i = before.end, end = Math.min(t.start, before.end + 6); i < end; i++) {
    const kind = kindOf[text.charCodeAt(i)] as number
    if (kind === KIND.line) return KIND.line
    if (kind !== KIND.space || gap === KIND.other) gap = gap === KIND.stop ? gap : kind
  }
  return gap
}

/** What the finders said of each word; where several types were claimed, the one that wins when pieces are joined. */
function claims(scene: Scene, e: Evidence): void {
  const { tokens } = scene
  for (const [place, { start, end, type, by = 0 }] of scene.marks.entries()) {
    const rank = rankOf(type) + 1
    const named = isOfPerson(type) ? NAMED : 0
    let opens = BEGINS
    for (let i = firstAt(tokens, start); i < tokens.length && (tokens[i] as Token).start < end; i++) {
      const at = i + PAD
      const claim = e.claim[at] as number
      const known = claim & 31
      e.said[at] = (e.said[at] as number) | (1 << by)
      if (known === 0 || rank < known) {
        e.claim[at] = (claim & (SPARED | NAMED | OWN)) | rank | opens | named
        e.mark[at] = place + 1
      } else e.claim[at] = claim | named | (rank === known ? opens : 0)
      opens = 0
    }
  }
}

/** Index of the first token that ends behind the offset. */
export function firstAt(tokens: readonly Token[], at: number): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle] as Token).end <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The words that a piece touches: the place of the first, and the one behind the last. */
export function stretchOf(
  tokens: readonly Token[],
  { start, end }: { readonly start: number; readonly end: number },
): [from: number, to: number] {
  const from = firstAt(tokens, start)
  let to = from
  while (to < tokens.length && (tokens[to] as Token).start < end) to++
  return [from, to]
}

/** Counts up to three for each word: in small letters, with a capital within a sentence, in a name of several words, at all. */
const SLOTS = 1 << 12
const slots = new Uint8Array(SLOTS)
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (SLOTS - 1)
const more = (counts: number, shift: number): number => (((counts >> shift) & 3) < 3 ? counts + (1 << shift) : counts)

function sightings(e: Evidence): void {
  slots.fill(0)
  const end = e.count + PAD
  for (let i = PAD; i < end; i++) {
    const shape = e.shape[i] as number
    const slot = slotOf(e.word[i] as number)
    let counts = more(slots[slot] as number, 6)
    if ((shape & (3 | QUIET)) === CASES.lower) counts = more(counts, 0)
    else if ((shape & (3 | QUIET | FIRST)) === CASES.capital) counts = more(counts, 2)
    if (isPartOfName(e, i)) counts = more(counts, 4)
    slots[slot] = counts
  }
  for (let i = PAD; i < end; i++) e.seen[i] = slots[slotOf(e.word[i] as number)] as number
}

const isPartOfName = (e: Evidence, i: number): boolean =>
  ((e.claim[i] as number) & NAMED) !== 0 &&
  (((e.claim[i - 1] as number) & NAMED) !== 0 || ((e.claim[i + 1] as number) & (NAMED | BEGINS)) === NAMED)
