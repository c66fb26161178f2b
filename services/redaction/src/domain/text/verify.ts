import type { KnownIdentity } from './known.ts'
import { isSmallWord } from './lexicon/index.ts'

/**
 * The second search: whether anything of the record still stands in a masked text. It shares no code with the masking but the
 * list of small words, and knows only plain search in four foldings of the text.
 */
export function findKnown(masked: string, known: KnownIdentity): boolean {
  const text = plain(masked.replace(/\[[A-Z_]+(?:: [\d+-]+)?\]/g, ' | '))
  const spaced = ` ${text.replace(/[^\p{L}\p{N}|]+/gu, ' ')} `
  const joined = text.replace(/[^\p{L}\p{N}|]+/gu, '')
  const digits = text.replace(/[\s().+\-/]+/g, '')
  const people = [...known.names, ...known.aliases]
  return (
    people.some(name => inText(name, spaced, joined)) ||
    known.phones.some(phone => includes(digits, phone.replace(/\D/g, '').slice(-7), 6)) ||
    known.documents.some(number => includes(joined, squeeze(number), 4)) ||
    known.emails.some(
      email => includes(joined, squeeze(email), 4) || includes(joined, squeeze(email.split('@')[0] ?? ''), 6),
    ) ||
    known.addresses.some(address => includes(joined, squeeze(address), 6)) ||
    birthForms(known.dateOfBirth).some(form => digits.includes(form))
  )
}

function inText(name: string, spaced: string, joined: string): boolean {
  const all = plain(name).match(/[\p{L}\p{N}]+/gu) ?? []
  const words = all.filter(word => word.length > 1 && !isSmallWord(word))
  if (includes(joined, squeeze(name), 6)) return true
  return words.some(word => spaced.includes(` ${word} `) || (word.length >= 6 && joined.includes(word)))
}

const includes = (text: string, needle: string, least: number): boolean =>
  needle.length >= least && text.includes(needle)

const squeeze = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '')

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')

function birthForms(iso: string | null): string[] {
  const [year, month, day] = (iso ?? '').slice(0, 10).split('-')
  return year && month && day ? [`${year}${month}${day}`, `${day}${month}${year}`, `${year}-${month}-${day}`] : []
}
