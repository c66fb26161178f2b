import { LANGUAGES, type Language } from './language.ts'
import type { Lists } from './lists.ts'
import { isWordIn, plain, plainOfUsual, squeeze, squeezed } from './plain.ts'
import type { Identity } from './types.ts'
import { flagsOf, IS, isSmallWord } from './words/flags.ts'

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
    (identity !== undefined && holdsIdentity(shown, identity, { lists, language })) ||
    holdsIdentifier(unexplained, lists, language)
  )
}

/** What of a record is looked for, each in the form in which it is. */
interface Wanted {
  /** Words of names. */
  readonly parts: readonly string[]
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
  const words = people.flatMap(name => plain(name).match(/[\p{L}\p{N}]+/gu) ?? [])
  const parts = [...new Set(words.filter(word => word.length > 2 && !isSmallWord(word)))]
  return {
    parts,
    long: parts.filter(part => part.length >= 6),
    runs: [
      ...atLeast(8, people.map(squeeze)),
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
      ...birthForms(identity.dateOfBirth),
    ],
  }
}

const atLeast = (length: number, runs: readonly string[]): string[] => runs.filter(run => run.length >= length)

/** What is known of words, and the language of the text, in which most of its words are ordinary. */
interface Words {
  readonly lists: Lists
  readonly language: Language
}

const wantedBy = new WeakMap<Identity, Wanted>()

function holdsIdentity(shown: string, identity: Identity, words: Words): boolean {
  const wanted = wantedBy.get(identity) ?? wantedOf(identity)
  wantedBy.set(identity, wanted)
  const { parts, long, runs, numbers } = wanted
  const usual = plainOfUsual(shown)
  const folded = usual ?? plain(shown)
  const all = squeezed(folded)
  // A word that is a part of a name shows as a run of letters, too; only a last sigma may be written otherwise there.
  const shownParts = new Set(
    parts.filter(part => (all.includes(part) && (usual === undefined || isWordIn(usual, part))) || part.includes('ς')),
  )
  if (shownParts.size > 0 && wordsOf(shown).some(word => isPart(word, shownParts, words))) return true
  return (
    holdsAny(all, runs) ||
    (holdsAny(all, long) && holdsAny(tellingOf(shown, words), long)) ||
    (numbers.length > 0 && holdsAny(folded.replace(/[\s().+\-/]+/g, ''), numbers))
  )
}

const wordsOf = (shown: string): string[] =>
  shown
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .match(/[\p{L}\p{N}\p{M}|]+/gu) ?? []

const isPart = (word: string, parts: ReadonlySet<string>, words: Words): boolean => {
  const folded = plain(word)
  return parts.has(folded) && !mayStand(word, folded, words)
}

/** The letters of a text without its ordinary words in small letters, whose own letters may happen to make a name. */
const tellingOf = (shown: string, words: Words): string =>
  (shown.normalize('NFKC').match(/[\p{L}\p{N}\p{M}|]+/gu) ?? [])
    .map(word => [word, plain(word)] as const)
    .map(([word, folded]) => (mayStand(word, folded, words) ? '|' : folded))
    .join('')

/** A name that is a word too, in small letters: the first search lets it stand among sentences that use capitals. */
const mayStand = (word: string, folded: string, { lists, language }: Words): boolean =>
  word === word.toLowerCase() &&
  (lists.isCommonWord(folded, language) ||
    (flagsOf(folded) & (IS.function | IS.particle | IS.nameWord)) !== 0 ||
    LANGUAGES.some(any => lists.isCommonWord(folded, any)))

const holdsAny = (text: string, parts: readonly string[]): boolean => parts.some(part => text.includes(part))

function birthForms(iso: string | null | undefined): string[] {
  const [year, month, day] = (iso ?? '').slice(0, 10).split('-')
  return year && month && day ? [`${year}${month}${day}`, `${day}${month}${year}`] : []
}

const DIGITS = /\d(?:[ .\-/()]?\d){6,24}/g
const MAIL = /[\p{L}\p{N}._-]@[\p{L}\p{N}]|(?:^|\s)@[\p{L}\p{N}_.]{2}/u
const PAIR = /\p{Lu}\p{Ll}{2,20} \p{Lu}\p{Ll}{2,20}(?!\p{L})/gu
const HARMLESS_BEFORE =
  /(?:[$€£]|\b(?:usd|eur|mxn|cop|clp|ars|brl|pen|pyg|crc|jmd|php|xcd|htg|gtq|hnl|nio|bob|ves|dop|ttd|cad|bbd|bzd|gyd|srd|f?cfa|xaf|xof|s\/|rs|bs)\.?|\b(?:ley|lei|loi|decret\w*|decree|act|art\w*|portaria|resolu\w+|n[o°º.]{1,2}|law)\b[^\n]{0,24})\s?$/i
const HARMLESS_AFTER =
  /^\s?(?:[$€£%]|usd|eur|euros?|f?cfa|xaf|xof|pesos?|reais|soles|d[oó]lares|dollars?|gourdes|guaran|colones|quetzales|lempiras|bol[ií]vares)/i
const YEARS = /^(?:19|20)\d\d\D(?:19|20)\d\d$/

/** A long number, a sign of e-mail, or a given name beside a family name that the first search let stand. */
function holdsIdentifier(text: string, lists: Lists, language: Language): boolean {
  if (text.includes('@') && MAIL.test(text)) return true
  for (const { 0: run, index } of text.matchAll(DIGITS)) {
    if (YEARS.test(run)) continue
    if (
      !HARMLESS_BEFORE.test(plain(text.slice(Math.max(0, index - 40), index))) &&
      !HARMLESS_AFTER.test(text.slice(index + run.length, index + run.length + 14))
    )
      return true
  }
  for (const { 0: pair } of text.matchAll(PAIR)) {
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
