import { LANGUAGES, type Language } from './language.ts'
import type { Lists } from './lists.ts'
import { capitalsFrom, closedUp, plain, plainOfUsual, squeeze, squeezed, wordAt } from './plain.ts'
import { birthsOf, type Identity } from './types.ts'
import { flagsOf, IS, isSmallWord, ROLE } from './words/flags.ts'

/**
 * The second search, written apart from the first: whether anything of the record still stands in a text, or anything that
 * looks like a direct identifier of anybody. It shares no code with the masking but the word lists. `shown` is the text with a
 * bar in the place of every mask; in `unexplained` what a policy lets stand is gone too.
 */
export function findLeak(
  shown: string,
  unexplained: string,
  identity: Identity | undefined,
  lists: Lists,
  language: Language,
): boolean {
  return (
    holdsDisguise(shown) ||
    (identity !== undefined && holdsIdentity(shown, identity, { lists, language })) ||
    holdsIdentifier(unexplained, lists, language)
  )
}

/**
 * What no honest text has: a run of signs that nobody sees or can read, in which anything can be written but the flag of a country; a word of two scripts that
 * no table of look-alikes reads, but for a sign of measure ("μmol") in front; letters upside down.
 */
function holdsDisguise(shown: string): boolean {
  // Hardly a text holds such signs, and to look for them in each of these ways costs.
  return STRANGE.test(shown) && (UNSEEN.test(shown) || TURNED.test(shown) || isOfTwoScripts(shown))
}

const STRANGE = /[^\0-\u024f\u2010-\u2027\u2030-\u2044\u20ac]/
const HIDDEN = '[\\p{Cf}\\p{Variation_Selector}\\u034f\\u115f\\u1160\\u3164\\uffa0]'
/** Or letters of a font that nobody has, as Word keeps what is set in symbols. */
const UNSEEN = new RegExp(`(?<![\\u{1f3f4}\\p{Cf}\\p{Variation_Selector}])${HIDDEN}{4,}|\\p{Co}{4,}`, 'u')
const TURNED = /(?:[ǝɟƃɥᴉɾʞɯɹʇʌʍʎ]\p{L}{0,2}){3,}/u
const WORD = /\p{L}[\p{L}\p{M}]{3,}/gu
const LATIN = /\p{Script=Latin}/u
const OTHER_SCRIPT = /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/gu
const MEASURE = /^[μΩαβγδΔ]\p{Script=Latin}+$/u

const isOfTwoScripts = (shown: string): boolean =>
  shown.match(WORD)?.some(word => LATIN.test(word) && word.match(OTHER_SCRIPT) !== null && !MEASURE.test(word)) ?? false

/**
 * Whether a piece that was let stand is all of the name of one whom the record lists as a suspect, and holds nothing of anybody else of it: then it
 * is no find.
 */
export function isListedSuspect(piece: string, identity: Identity | undefined, words: Words): boolean {
  const { suspects = [], relatives = [] } = identity ?? {}
  if (identity === undefined || suspects.length === 0) return false
  const spelt = (name: string): string => (plain(name).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
  const listed = suspects.map(spelt)
  return (
    listed.includes(spelt(piece)) &&
    !holdsIdentity(piece, { ...identity, relatives: relatives.filter(name => !listed.includes(spelt(name))) }, words)
  )
}

/** What of a record is looked for, each in the form in which it is. */
interface Wanted {
  /** Words of names. */
  readonly parts: readonly string[]
  /** Those that are all of a nickname. */
  readonly nicknames: ReadonlySet<string>
  /** Of names with apostrophes, each piece between blanks without them. */
  readonly glued: ReadonlySet<string>
  /** Those that are looked for within words, too. */
  readonly long: readonly string[]
  /** Runs of letters and digits, wherever they stand. */
  readonly runs: readonly string[]
  /** Runs of digits. */
  readonly numbers: readonly string[]
}

function wantedOf(identity: Identity): Wanted {
  const { names, aliases = [], relatives = [], phones = [], documents = [], emails = [], addresses = [] } = identity
  const people = [...names, ...aliases, ...relatives]
  const parts = partsOf(people)
  return {
    parts,
    nicknames: new Set(aliases.map(alias => partsOf([alias])).flatMap(one => (one.length === 1 ? one : []))),
    glued: new Set(people.flatMap(gluedIn)),
    long: parts.filter(part => part.length >= 6),
    runs: [
      ...atLeast(8, people.filter(isRun).map(squeeze)),
      ...atLeast(5, documents.map(squeeze)),
      ...atLeast(5, emails.map(squeeze)),
      ...atLeast(
        7,
        emails.map(email => squeeze(email.split('@')[0] ?? '')),
      ),
      ...atLeast(10, addresses.map(squeeze)),
    ],
    numbers: [
      ...atLeast(
        6,
        phones.map(phone => phone.replace(/\D/g, '').slice(-7)),
      ),
      ...birthsOf(identity).flatMap(birthForms),
    ],
  }
}

function partsOf(names: readonly string[]): string[] {
  const words = names.flatMap(name => plain(name).match(/[\p{L}\p{N}]+/gu) ?? [])
  return [...new Set(words.filter(word => word.length > 2 && !isSmallWord(word)))]
}

/** Of "la Doctora" the one word that tells is a part, and as such may be an ordinary word. */
function isRun(name: string): boolean {
  const parts = partsOf([name])
  return parts.length !== 1 || parts[0] === squeeze(name)
}

const APOSTROPHE = "['\u2018\u2019\u2032`\u00b4\u02b9\u02bb-\u02bf\u02c8\ua78b\ua78c]"
const APOSTROPHES = new RegExp(APOSTROPHE, 'g')
const WITH_APOSTROPHES = new RegExp(
  `(?:(?!${APOSTROPHE})[\\p{L}\\p{N}\\p{M}])+(?:${APOSTROPHE}(?:(?!${APOSTROPHE})[\\p{L}\\p{N}\\p{M}])+)+`,
  'gu',
)

const gluedIn = (text: string): string[] =>
  text.match(WITH_APOSTROPHES)?.map(word => squeeze(word.replace(APOSTROPHES, ''))) ?? []

const atLeast = (length: number, runs: readonly string[]): string[] => runs.filter(run => run.length >= length)

/** What is known of words, and the language of the text, in which most of its words are ordinary. */
interface Words {
  readonly lists: Lists
  readonly language: Language
  readonly nicknames?: ReadonlySet<string>
}

const wantedBy = new WeakMap<Identity, Wanted>()

function holdsIdentity(shown: string, identity: Identity, words: Words): boolean {
  const wanted = wantedBy.get(identity) ?? wantedOf(identity)
  wantedBy.set(identity, wanted)
  const { parts, nicknames, glued, long, runs, numbers } = wanted
  if (glued.size > 0 && gluedIn(shown).some(word => glued.has(word))) return true
  const usual = plainOfUsual(shown)
  // Unit for unit alike: words are looked at where they stand.
  const alike = usual?.length === shown.length ? usual : undefined
  const folded = usual ?? plain(shown)
  const all = squeezed(folded)
  // A word that is a part of a name shows as a run of letters, too; only a last sigma may be written otherwise there.
  const shownParts = parts.filter(
    part => (all.includes(part) && (usual === undefined || wordAt(usual, part) >= 0)) || part.includes('ς'),
  )
  if (shownParts.length > 0 && holdsPart(shown, alike, shownParts, { ...words, nicknames })) return true
  const shownLong = long.filter(part => all.includes(part) && (alike === undefined || !standsAlone(all, alike, part)))
  return (
    holdsAny(all, runs) ||
    (shownLong.length > 0 && holdsAny(tellingOf(shown, shownLong, words), shownLong)) ||
    holdsWithGaps(folded, parts) ||
    (numbers.length > 0 && holdsAny(closedUp(folded), numbers))
  )
}

/** Hardly a text holds such signs, but for the last. */
const GAP_SIGNS = /[\ufffd\xa4\u25a1\ue000-\uf8ff?]/
/** Letters that came as signs of what could not be read: a replacement character, a letter that its font alone knows. */
const GAPS = /(?<=\p{L})(?:[\ufffd\xa4\u25a1\p{Co}]|\?+(?=\p{L}))/u
const WITH_GAPS = /(?:\p{L}|[\ufffd\xa4\u25a1\p{Co}]|(?<=\p{L})\?+(?=\p{L})){3,32}/gu
const NO_LETTERS = /\P{L}+/gu

/** Whether a word shows half of the letters of a part, or more, in their places, and signs for the others. */
function holdsWithGaps(folded: string, parts: readonly string[]): boolean {
  if (!GAP_SIGNS.test(folded) || !GAPS.test(folded)) return false
  const words = (folded.match(WITH_GAPS) ?? []).filter(word => GAPS.test(word))
  return words.some(word => {
    const [first = '', ...later] = word.split(NO_LETTERS)
    const letters = later.reduce((sum, piece) => sum + piece.length, first.length)
    const mayBe = (part: string): boolean => letters < part.length && letters * 2 >= part.length
    return letters > 1 && parts.some(part => mayBe(part) && isCut(part, first, later, word.length * 3))
  })
}

/** Whether a word begins with `first`, ends with the last of `later`, and holds the others between, one behind the other. */
function isCut(part: string, first: string, later: readonly string[], longest: number): boolean {
  const last = later.at(-1) ?? ''
  if (!part.startsWith(first) || !part.endsWith(last) || part.length > longest) return false
  let at = first.length
  for (const piece of later.slice(0, -1)) {
    const next = part.indexOf(piece, at)
    if (next < 0) return false
    at = next + piece.length
  }
  return at <= part.length - last.length
}

/** Whether a part of a name stands as a word of its own that may not stand. `alike` is the text, plain, where each unit became one. */
function holdsPart(shown: string, alike: string | undefined, parts: readonly string[], words: Words): boolean {
  if (alike !== undefined) return parts.some(part => standsIn(shown, alike, part, words))
  const wanted = new Set(parts)
  return wordsOf(shown.replace(/\p{Cf}+/gu, '')).some(word => {
    const folded = plain(word)
    return wanted.has(folded) && !mayStand(word, folded, words)
  })
}

function standsIn(shown: string, alike: string, part: string, words: Words): boolean {
  for (let at = wordAt(alike, part); at >= 0; at = wordAt(alike, part, at + 1)) {
    if (isBarred(alike, at, part)) continue
    const isNickname =
      words.nicknames?.has(part) === true && (flagsOf(part) & ROLE) === 0 && isDetermined(alike, at, words.language)
    if (isNickname || !mayStand(shown.slice(at, at + part.length), part, words)) return true
  }
  return false
}

const BEFORE_NICKNAME: Readonly<Record<Language, RegExp>> = {
  es: /(?<![a-z])(?:el|la|al|del) $/,
  pt: /(?<![a-z])(?:[oa]|ao|do|da) $/,
  fr: /(?<![a-z])(?:le|la|au|du) $/,
  en: /(?<![a-z])the $/,
}

const isDetermined = (alike: string, at: number, language: Language): boolean =>
  BEFORE_NICKNAME[language].test(alike.slice(Math.max(0, at - 5), at))

/** Whether a part stands in the letters of a text only as a word of its own, each of which may stand. */
function standsAlone(all: string, alike: string, part: string): boolean {
  let places = 0
  for (let at = all.indexOf(part); at >= 0; at = all.indexOf(part, at + 1)) places++
  for (let at = wordAt(alike, part); at >= 0; at = wordAt(alike, part, at + 1)) if (!isBarred(alike, at, part)) places--
  return places === 0
}

/** Whether a bar of the text itself stands beside a word, which makes it another. */
const isBarred = (text: string, at: number, word: string): boolean =>
  text[at - 1] === '|' || text[at + word.length] === '|'

const wordsOf = (shown: string): string[] => shown.normalize('NFKC').match(/[\p{L}\p{N}\p{M}|]+/gu) ?? []

/**
 * The letters of those words of a text that may make one of the parts, without its ordinary words in small letters, whose own letters may
 * happen to make a name.
 */
const tellingOf = (shown: string, parts: readonly string[], words: Words): string => {
  let telling = ''
  for (const word of wordsOf(shown)) {
    const folded = plain(word)
    telling += parts.some(part => touches(folded, part)) && !mayBeOrdinary(word, folded, words) ? folded : '|'
  }
  return telling
}

/** A letter alone may be one of a name that is told letter by letter, though "a", "e", "o" and "y" are words. */
const mayBeOrdinary = (word: string, folded: string, words: Words): boolean =>
  folded.length > 1 && mayStand(word, folded, words)

/** Whether a word may be among those whose letters, one after the other, hold a part. */
function touches(word: string, part: string): boolean {
  if (part.includes(word) || word.includes(part)) return true
  for (let length = Math.min(word.length, part.length) - 1; length > 0; length--)
    if (part.startsWith(word.slice(-length)) || part.endsWith(word.slice(0, length))) return true
  return false
}

/** A name that is a word too, in small letters: the first search lets it stand among sentences that use capitals. */
const mayStand = (word: string, folded: string, { lists, language }: Words): boolean =>
  word === word.toLowerCase() &&
  (lists.isCommonWord(folded, language) ||
    (flagsOf(folded) & (IS.function | IS.particle | IS.nameWord)) !== 0 ||
    LANGUAGES.some(any => lists.isCommonWord(folded, any)))

const holdsAny = (text: string, parts: readonly string[]): boolean => parts.some(part => text.includes(part))

function birthForms(iso: string): string[] {
  const [year, month, day] = iso.slice(0, 10).split('-')
  return year && month && day ? [`${year}${month}${day}`, `${day}${month}${year}`] : []
}

const DIGITS = /\d(?:[ .\-/()]?\d){6,24}/g
const MAIL = /[\p{L}\p{N}._-]@[\p{L}\p{N}]|(?:^|\s)@[\p{L}\p{N}_.]{2}/u
/** Asked for where two capitals stand: to look for one by itself it asks of each unit what it is. */
const PAIR = /\p{Lu}\p{Ll}{2,20} \p{Lu}\p{Ll}{2,20}(?!\p{L})/uy
const HARMLESS_BEFORE =
  /(?:[$€£]|\b(?:usd|eur|mxn|cop|clp|ars|brl|pen|pyg|crc|jmd|php|xcd|htg|gtq|hnl|nio|bob|ves|dop|ttd|cad|bbd|bzd|gyd|srd|f?cfa|xaf|xof|s\/|rs|bs)\.?|\b(?:ley|lei|loi|decret\w*|decree|act|art\w*|portaria|resolu\w+|n[o°º.]{1,2}|law)\b[^\n]{0,24})\s?$/i
const HARMLESS_AFTER =
  /^\s?(?:[$€£%]|usd|eur|euros?|f?cfa|xaf|xof|pesos?|reais|soles|d[oó]lares|dollars?|gourdes|guaran|colones|quetzales|lempiras|bol[ií]vares)/i
/** "Leis 3.318/2004, 3.355/2004 e 3.782/2006": what is told one by one, each written as the number of a law. */
const LAW_NUMBER = /^\d{1,3}(?:\.\d{3})?\/(?:\d\d|(?:19|20)\d\d)$/
const LAWS_BEFORE =
  /\b(?:leis|leyes|lois|laws)\b(?: n[o°º.]{1,3}s?)? ?(?:\d{1,3}(?:\.\d{3})?\/\d{2,4}(?:, ?| [ey] | et | and )){0,5}$/i
const FAR = 80
const YEARS = /^(?:19|20)\d\d\D(?:19|20)\d\d$/
/** "2017 129º da República": a year, and the year of an era behind it. */
const YEAR_OF_ERA = /^(?:19|20)\d\d \d{1,3}$/
const ERA = /^[º°] da rep[uú]blica/i

/** A long number, a sign of e-mail, or a given name beside a family name that the first search let stand. */
function holdsIdentifier(text: string, lists: Lists, language: Language): boolean {
  if (text.includes('@') && MAIL.test(text)) return true
  DIGITS.lastIndex = 0
  for (let found = DIGITS.exec(text); found !== null; found = DIGITS.exec(text)) {
    const { 0: run, index } = found
    const behind = text.slice(index + run.length, index + run.length + 14)
    if (YEARS.test(run) || (YEAR_OF_ERA.test(run) && ERA.test(behind))) continue
    if (LAW_NUMBER.test(run) && LAWS_BEFORE.test(text.slice(Math.max(0, index - FAR), index))) continue
    if (!HARMLESS_BEFORE.test(plain(text.slice(Math.max(0, index - 40), index))) && !HARMLESS_AFTER.test(behind))
      return true
  }
  for (let at = capitalsFrom(text, 0); at >= 0; at = capitalsFrom(text, at)) {
    PAIR.lastIndex = at
    const pair = PAIR.exec(text)?.[0] ?? ''
    at += Math.max(1, pair.length)
    if (pair === '') continue
    const [first = '', second = ''] = plain(pair).split(' ')
    if (
      lists.isGivenName(first) &&
      lists.isFamilyName(second) &&
      !lists.isCommonWord(first, language) &&
      !lists.isCommonWord(second, language) &&
      !lists.isBigPlace(`${first} ${second}`) &&
      !lists.isInstitution(`${first} ${second}`)
    )
      return true
  }
  return false
}
