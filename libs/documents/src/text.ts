import { DocumentRefused, type Refusal } from './refusal.ts'

/** UTF-8, or UTF-16 with a byte order mark. Throws DocumentRefused, with that reason, for anything else. */
export function decoded(bytes: Uint8Array, otherwise: Refusal = 'document_damaged'): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new DocumentRefused(otherwise)
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
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
