import { foldText } from './fold.ts'
import { isSmallWord } from './lexicon/index.ts'
import type { SpanType } from './marks.ts'

/** What the record already says of the person, the guardian and the attachments: none of it may stand in a released text. */
export interface KnownIdentity {
  readonly names: readonly string[]
  readonly aliases: readonly string[]
  readonly documents: readonly string[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly addresses: readonly string[]
  /** ISO 8601 date. */
  readonly dateOfBirth: string | null
  /** ISO 3166 codes. */
  readonly nationalities: readonly string[]
}

/** Something to look for: `text` holds folded letters and digits only. */
export interface Needle {
  readonly text: string
  readonly type: SpanType
}

/** Needles made of a record, by how they are looked for. */
export interface Needles {
  /** Single words of names: as a word, misspelt, or inside another word. */
  readonly words: readonly Needle[]
  /** Longer strings: with any separators, also across lines. */
  readonly strings: readonly Needle[]
  /** Digits and codes: with separators, and with O for 0 and l for 1. */
  readonly codes: readonly Needle[]
}

export const lettersAndDigits = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]/gu, '')
export const wordsIn = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []

const PHONE_TAIL = 7

export function needlesOf(known: KnownIdentity, isOrdinary: (word: string) => boolean): Needles {
  const people = [...known.names, ...known.aliases]
  const addressParts = known.addresses.flatMap(address => [address, ...address.split(/[,;]/)])
  return {
    words: distinct([
      ...people.flatMap(nameWords).map(text => ({ text, type: 'PERSON' as const })),
      ...known.addresses
        .flatMap(wordsIn)
        .filter(word => word.length >= 4 && !/\d/.test(word) && !isOrdinary(word))
        .map(text => ({ text, type: 'ADDRESS' as const })),
    ]),
    strings: distinct([
      ...people.map(name => ({ text: lettersAndDigits(name), type: 'PERSON' as const })),
      ...people.flatMap(pairs).map(text => ({ text, type: 'PERSON' as const })),
      ...known.emails.flatMap(emailParts).map(text => ({ text, type: 'EMAIL' as const })),
      ...addressParts
        .map(part => ({ text: lettersAndDigits(part), type: 'ADDRESS' as const }))
        .filter(n => n.text.length >= 6),
    ]).filter(n => n.text.length >= 4),
    codes: distinct([
      ...known.phones.flatMap(phoneForms).map(text => ({ text, type: 'PHONE' as const })),
      ...known.documents.map(number => ({ text: lettersAndDigits(number), type: 'ID' as const })),
      ...birthForms(known.dateOfBirth).map(text => ({ text, type: 'DATE_OF_BIRTH' as const })),
    ]).filter(n => n.text.length >= 4),
  }
}

/** The words of a name that identify. Where there are only small ones, those. */
function nameWords(name: string): string[] {
  const all = wordsIn(name).filter(word => word.length >= 2)
  const telling = all.filter(word => !isSmallWord(word))
  return telling.length > 0 ? telling : all
}

/** Neighbouring words written as one: "Joy Anne" as "Joyanne". */
function pairs(name: string): string[] {
  const words = wordsIn(name)
  return words.slice(1).map((word, i) => `${words[i] ?? ''}${word}`)
}

function emailParts(email: string): string[] {
  const local = lettersAndDigits(email.split('@')[0] ?? '')
  return [lettersAndDigits(email), ...(local.length >= 5 ? [local] : [])]
}

/** All digits, and the last seven: country and trunk prefixes come and go. */
function phoneForms(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  return digits.length > PHONE_TAIL ? [digits, digits.slice(-PHONE_TAIL)] : [digits]
}

function birthForms(iso: string | null): string[] {
  const [year, month, day] = (iso ?? '').slice(0, 10).split('-')
  if (year === undefined || month === undefined || day === undefined) return []
  return [`${year}${month}${day}`, `${day}${month}${year}`]
}

function distinct(needles: readonly Needle[]): Needle[] {
  return [...new Map(needles.filter(n => n.text !== '').map(n => [n.text, n])).values()]
}
