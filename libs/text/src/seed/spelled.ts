import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { Needle } from './needles.ts'
import { Sizes } from './sizes.ts'
import { isMisspelt } from './sound.ts'
import { tell } from './tell.ts'

/** What the letters are called in es, pt, fr and en, folded. */
const CALLED: Readonly<Record<string, string>> = {
  a: 'ay ei',
  b: 'be bee bi',
  c: 'ce cee see',
  d: 'de dee di',
  e: 'ee',
  f: 'efe effe ef eff fe',
  g: 'ge gee gue',
  h: 'hache aga ache aitch haitch',
  i: 'eye',
  j: 'jota ji jay',
  k: 'ka ca kay cah',
  l: 'ele le el ell',
  m: 'eme em emme me',
  n: 'ene en enne ne',
  o: 'oh',
  p: 'pe pee',
  q: 'cu que qu queue cue kiu',
  r: 'erre ere er ar re are',
  s: 'ese esse es ess',
  t: 'te tee',
  u: 'you yu',
  v: 've uve vee',
  w: 'dablio dabliu',
  x: 'equis xis ex ixe',
  y: 'ye ipsilon igrec why wye',
  z: 'zeta ze zede zed zee',
  ch: 'che',
  ll: 'elle',
}
/** As they are told over the radio, and by who has learnt it there. */
const RADIO =
  'alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet julieta kilo lima mike november noviembre oscar papa quebec romeo sierra tango uniform uniforme victor whiskey whisky xray yankee zulu'
const LETTERS = new Map<string, string>()
const sizes = new Sizes()
for (const [letter, names] of Object.entries(CALLED))
  for (const name of [letter, ...names.split(' ')]) {
    LETTERS.set(name, letter)
    sizes.add(name)
  }
LETTERS.delete('ch')
LETTERS.delete('ll')
for (const word of RADIO.split(' ')) {
  LETTERS.set(word, word.charAt(0))
  sizes.add(word)
}

const TWICE = new Set('doble double dos dois deux two duplo'.split(' '))
/** Told of a letter beside its name: "i con acento", "c cédille". */
const BESIDE = new Set(
  'con com avec with acento acentuada accent acute aigu grave tilde til trema dieresis cedilla cedilha cedille mayuscula minuscula maiuscula capital chica corta baja pequena larga alta grande'.split(
    ' ',
  ),
)
/** "D de dedo", "D comme Denis", "D as in dog". */
const LIKE = new Set('de d como comme for of as in'.split(' '))

const LEAST = 3
/** "G as in go" */
const SHORTEST_LIKE = 2
const WIDEST_GAP = 4
const ENDS = /[;:()]/

interface Run {
  readonly letters: string
  /** Of each letter the first and the last token that tells it. */
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/** A name that is told letter by letter, as an interpreter dictates it: "eñe a eme e ene de i", "A, n, a". */
export function huntSpelled(scene: Scene, words: ReadonlyMap<string, Needle>): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    if (!opens(tokens[i] as Token)) continue
    const run = runFrom(scene, i)
    if (run.letters.length >= LEAST) for (const needle of words.values()) find(scene, run, needle)
    i = Math.max(i, run.to.at(-1) ?? i)
  }
}

const letterOf = (t: Token): string | undefined => (sizes.mayHold(t.text) ? LETTERS.get(t.text) : undefined)
const opens = (t: Token): boolean => t.digits === 0 && (letterOf(t) !== undefined || TWICE.has(t.text))

function runFrom(scene: Scene, first: number): Run {
  const { tokens } = scene
  let letters = ''
  const from: number[] = []
  const to: number[] = []
  for (let at = first; at < tokens.length; ) {
    const told = lettersAt(scene, at)
    if (told === undefined) break
    letters += told.letters
    for (const _ of told.letters) {
      from.push(at)
      to.push(told.last)
    }
    at = told.last + 1
    const gap = gapAfter(scene, told.last)
    if (gap.length > WIDEST_GAP || ENDS.test(gap)) break
  }
  return { letters, from, to }
}

/** The letter that is told at a token, or two, and the last token that tells it. */
function lettersAt(scene: Scene, at: number): { readonly letters: string; readonly last: number } | undefined {
  const { tokens } = scene
  const t = tokens[at] as Token
  const next = tokens[at + 1]?.text ?? ''
  if (TWICE.has(t.text)) {
    const letter = letterOf(tokens[at + 1] ?? t) ?? LETTERS.get(next.replace(/s$/, ''))
    if (letter === undefined) return undefined
    return { letters: letter === 'u' || letter === 'v' ? 'w' : letter + letter, last: at + 1 }
  }
  const letter = letterOf(t)
  if (letter === undefined) return undefined
  if ((letter === 'u' || letter === 'v') && next === 'doble') return { letters: 'w', last: at + 1 }
  if (/^[iy]$/.test(letter) && /^gre[cg]/.test(next)) return { letters: 'y', last: at + 1 }
  if (letter === 'i' && next === 'griega') return { letters: 'y', last: at + 1 }
  return { letters: letter, last: endOfNote(scene, at, letter) }
}

function endOfNote({ tokens }: Scene, at: number, letter: string): number {
  let last = at
  while (BESIDE.has(tokens[last + 1]?.text ?? '')) last++
  let like = last + 1
  while (like - last <= 2 && LIKE.has(tokens[like]?.text ?? '')) like++
  const word = tokens[like]?.text ?? ''
  return like > last + 1 && word.length >= SHORTEST_LIKE && word.startsWith(letter) && !LETTERS.has(word) ? like : last
}

function find(scene: Scene, { letters, from, to }: Run, needle: Needle): void {
  const { text } = needle
  const told = (at: number, length: number): void => {
    const first = scene.tokens[from[at] as number] as Token
    const last = scene.tokens[to[at + length - 1] as number] as Token
    tell(scene, first.start, last.end, needle)
  }
  let isFound = false
  if (text.length >= LEAST)
    for (let at = letters.indexOf(text); at >= 0; at = letters.indexOf(text, at + 1)) {
      if (text.length === LEAST && !isByItself(scene, { letters, from, to }, at)) continue
      told(at, text.length)
      isFound = true
    }
  if (isFound || text.length <= LEAST) return
  // Who writes down what is dictated takes one letter for another; "y" and "a" beside it may be words.
  for (const at of isWordToo(letters.at(0)) ? [0, 1] : [0])
    for (const end of isWordToo(letters.at(-1)) ? [0, 1] : [0]) {
      const piece = letters.slice(at, letters.length - end)
      if (heard(piece) === heard(text) || isMisspelt(piece, text)) told(at, piece.length)
    }
}

const isWordToo = (letter: string | undefined): boolean => 'aeoy'.includes(letter ?? '-')

/** v and b are said alike. */
const heard = (letters: string): string => letters.replaceAll('v', 'b')

/** Three letters by themselves, each written as one: more often than longer names they come about by chance. */
function isByItself({ tokens }: Scene, { letters, from }: Run, at: number): boolean {
  for (let i = at; i < at + LEAST; i++) {
    const t = tokens[from[i] as number] as Token
    if (t.end - t.start > 1) return false
  }
  const beside = (letters[at - 1] ?? '') + (letters[at + LEAST] ?? '')
  return /^[aeoy]*$/.test(beside)
}
