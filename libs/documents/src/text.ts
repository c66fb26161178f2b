import { DocumentRefused } from './refusal.ts'

/** With or without a byte order mark. Throws DocumentRefused for what is not in this encoding. */
export function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new DocumentRefused('document_damaged')
  }
}

/** In the place of a letter that cannot be told or written: seen, and never left out. */
export const UNKNOWN = '¤'

/** Each font has its own: which letters it draws for them is not known without it. */
const withoutPrivate = (text: string): string => text.replace(/\p{Co}/gu, UNKNOWN)

/** Without control characters and halves of characters: no format can carry them, and nobody can read them. */
export const clean = (text: string): string =>
  withoutPrivate(text.toWellFormed())
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|[\u{fffe}\u{ffff}]/gu, '')

/** Composed, ligatures undone, without letters of no width: as the text of a PDF is masked. */
export const legible = (text: string): string =>
  withoutPrivate(text.toWellFormed())
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]/gu, ' ')
