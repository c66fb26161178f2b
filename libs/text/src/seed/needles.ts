import { type Day, dayOfIso } from '../find/birthday.ts'
import { foldText, lettersAndDigits, wordsIn } from '../fold.ts'
import { birthsOf, type Identity, type SpanType } from '../types.ts'
import { flagsOf, IS, isSmallWord } from '../words/flags.ts'
import { type Initials, initialsOf } from './initials.ts'
import { type Pieces, piecesOf } from './made.ts'
import { type Code, SHORTEST_CODE, type Sieve, sieveOf } from './sieve.ts'
import { Sizes } from './sizes.ts'
import { bonesOf, ear, lettersOf, skeleton, sound } from './sound.ts'
import { suspectsApart } from './suspects.ts'
import { type Tails, tailsOf } from './tails.ts'

export interface Needle {
  /** Folded letters and digits. */
  readonly text: string
  readonly sound: string
  /** See ear. */
  readonly ear: string
  /** See lettersOf and bonesOf. */
  readonly letters: number
  readonly bones: number
  readonly type: SpanType
  readonly own: boolean
  /** It is all of a nickname that tells. */
  readonly isNickname: boolean
}

/** What a record says, by how it is looked for. */
export interface Needles {
  readonly words: ReadonlyMap<string, Needle>
  /** Of names with an apostrophe in them, each piece between blanks without it: "kabil" of K'ab'il, whose own pieces are too short to be looked for. */
  readonly glued: ReadonlyMap<string, Needle>
  /** Of each name, for what is made of it. */
  readonly pieces: readonly Pieces[]
  /** Those of `words`. */
  readonly sizes: Sizes
  /** Units of the longest of them. */
  readonly longest: number
  readonly fuzzy: readonly Needle[]
  /** Skeletons. */
  readonly strings: Sieve
  /** Digits only, with O for 0 and l for 1. */
  readonly numbers: Sieve
  readonly tails: Tails
  readonly initials: Initials
  readonly born: readonly Day[]
  /** See suspectsApart. */
  readonly suspects: ReadonlySet<string>
}

const PHONE_TAILS = [7, 6]

export function needlesOf(identity: Identity): Needles {
  const own = [...identity.names, ...(identity.aliases ?? [])]
  const people = [
    ...own.map(name => ({ name, own: true })),
    ...(identity.relatives ?? []).map(name => ({ name, own: false })),
  ]
  const nicknames = new Set((identity.aliases ?? []).map(nameWords).flatMap(one => (one.length === 1 ? one : [])))
  const words = new Map<string, Needle>()
  const glued = new Map<string, Needle>()
  const strings: Code[] = []
  const needle = (text: string, type: SpanType, own: boolean): Needle => ({
    ...{ text, sound: sound(text), ear: ear(text), letters: lettersOf(text), bones: bonesOf(text) },
    ...{ type, own, isNickname: nicknames.has(text) },
  })
  const addWord = (text: string, type: SpanType, isOwn: boolean): void => {
    if (!words.has(text)) words.set(text, needle(text, type, isOwn))
  }
  for (const { name, own: isOwn } of people) {
    const parts = nameWords(name)
    for (const part of parts) addWord(part, 'PERSON', isOwn)
    const all = wordsIn(name)
    const joined = [
      all.join(''),
      ...all.slice(1).map((word, i) => `${all[i] ?? ''}${word}`),
      ...parts.slice(1).map((word, i) => `${parts[i] ?? ''}${word}`),
      reversed(parts),
    ]
    for (const text of gluedIn(name)) {
      if (!glued.has(text)) glued.set(text, needle(text, 'PERSON', isOwn))
      if (text.length >= SHORTEST_CODE) strings.push({ text: skeleton(text), type: 'PERSON', own: isOwn })
      if (text.length >= 3 && !isSmallWord(text)) addWord(text, 'PERSON', isOwn)
    }
    for (const text of joined) if (text.length >= 5) strings.push({ text: skeleton(text), type: 'PERSON', own: isOwn })
    for (const part of parts) if (part.length >= 4) strings.push({ text: skeleton(part), type: 'PERSON', own: isOwn })
    for (const text of joined.slice(1)) if (text.length >= 5) addWord(text, 'PERSON', isOwn)
  }
  for (const email of identity.emails ?? []) {
    const local = lettersAndDigits(email.split('@')[0] ?? '')
    strings.push({ text: skeleton(lettersAndDigits(email)), type: 'EMAIL', own: true })
    if (local.length >= 5) strings.push({ text: skeleton(local), type: 'PERSON', own: true })
  }
  const numbers: Code[] = []
  for (const address of identity.addresses ?? []) {
    for (const part of [address, ...address.split(/[,;]/)]) {
      const text = lettersAndDigits(part)
      if (text.length >= 6 && !/^\d+$/.test(text) && part.trim().split(/\s+/).length <= 8)
        strings.push({ text: skeleton(text), type: 'ADDRESS', own: true })
      const grid = gridTold(part)
      if (grid.length >= SHORTEST_GRID) numbers.push({ text: grid, type: 'ADDRESS', own: true })
      for (const told of streetTold(part)) strings.push({ text: skeleton(told), type: 'ADDRESS', own: true })
    }
  }
  for (const phone of identity.phones ?? []) {
    const digits = phone.replace(/\D/g, '')
    for (const text of [digits, ...PHONE_TAILS.map(length => digits.slice(-length))])
      if (text.length >= 5) numbers.push({ text, type: 'PHONE', own: true })
  }
  for (const document of identity.documents ?? []) {
    const text = lettersAndDigits(document)
    if (text.length < 4) continue
    if (/^\d+$/.test(text)) {
      numbers.push({ text, type: 'DOC_ID', own: true })
      // The check digit comes and goes.
      if (text.length >= 8) numbers.push({ text: text.slice(0, -1), type: 'DOC_ID', own: true })
    } else {
      strings.push({ text: skeleton(text), type: 'DOC_ID', own: true })
      const digits = text.replace(/\D/g, '')
      if (digits.length >= 6) numbers.push({ text: digits, type: 'DOC_ID', own: true })
    }
  }
  const births = birthsOf(identity)
  for (const birth of births) {
    const [year, month, day] = birth.slice(0, 10).split('-')
    if (year && month && day)
      for (const text of [`${year}${month}${day}`, `${day}${month}${year}`])
        numbers.push({ text, type: 'DATE_BIRTH', own: true })
  }
  const sizes = new Sizes()
  for (const word of words.keys()) sizes.add(word)
  return {
    words,
    glued,
    pieces: people.map(({ name, own }) => piecesOf(wordsIn(name), own)),
    sizes,
    longest: Math.max(0, ...[...words.keys()].map(word => word.length)),
    fuzzy: [...words.values()].filter(n => n.text.length >= 4),
    strings: sieveOf(distinct(strings)),
    numbers: sieveOf(distinct(numbers)),
    tails: tailsOf(identity),
    initials: initialsOf(people),
    born: births.map(dayOfIso),
    suspects: suspectsApart(identity),
  }
}

const NO_NAME = IS.street | IS.streetTail | IS.door | IS.placeHead | IS.function | IS.particle
const SHORTEST_STREET = 6

/** A street by its name alone, and with its number before and behind: "Jirón", "Jr." and "calle" come and go. */
function streetTold(part: string): string[] {
  const words = wordsIn(part)
  const numbers = words.filter(word => /^\d+[a-z]?$/.test(word))
  const names = words.filter(word => !/\d/.test(word) && (flagsOf(word) & NO_NAME) === 0)
  const name = names.join('')
  if (name.length < (numbers.length > 0 ? SHORTEST_CODE : SHORTEST_STREET) || names.length > 4) return []
  return [
    // One word alone may be any word.
    ...(names.length > 1 && name.length > SHORTEST_STREET + 1 ? [name] : []),
    ...numbers
      .slice(0, 1)
      .flatMap(number => [
        name + number,
        `${name}n${number}`,
        `${name}no${number}`,
        number + name,
        `${number}de${name}`,
      ]),
  ]
}

const SHORTEST_GRID = 5

/** "Carrera 45 # 12-30": where streets have numbers for names, its numbers, however they are parted. */
function gridTold(part: string): string {
  const words = wordsIn(part)
  const isGrid = words.every(word => /^\d+$/.test(word) || (flagsOf(word) & NO_NAME) !== 0 || word.length < 3)
  const numbers = words.filter(word => /^\d+$/.test(word))
  return isGrid && numbers.length > 2 ? numbers.join('') : ''
}

const reversed = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.at(-1) ?? ''}${parts[0] ?? ''}` : ''

/** Each once: what the person shares with a relative is the person's. */
function distinct(codes: readonly Code[]): Code[] {
  const byText = new Map<string, Code>()
  for (const code of codes)
    if (code.text.length >= SHORTEST_CODE && (code.own || !byText.has(code.text))) byText.set(code.text, code)
  return [...byText.values()]
}

const gluedIn = (name: string): string[] =>
  foldText(name)
    .split(/\s+/)
    .filter(part => /[\p{L}\p{N}]'[\p{L}\p{N}]/u.test(part))
    .map(lettersAndDigits)

/** The words of a name that identify. Where there are only small ones, those. */
export function nameWords(name: string): string[] {
  const all = wordsIn(name).filter(word => word.length >= 2)
  const telling = all.filter(word => !isSmallWord(word))
  return telling.length > 0 ? telling : all
}
