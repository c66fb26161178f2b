import { OPS, type PDFPageProxy } from 'unpdf/pdfjs'
import { DocumentRefused } from '../refusal.ts'
import type { Drawn } from './images.ts'

/** How PDF.js tells which letter a number of a font is. One that it does not know it reads as if the number were a letter. */
interface Letters {
  readonly toUnicode?: { readonly _map?: unknown } | undefined
  /** Names of its glyphs, by their numbers. */
  readonly differences?: unknown
  readonly type?: unknown
  readonly isSymbolicFont?: unknown
  readonly missingFile?: unknown
  /** Names of letters by their numbers, where nothing else is said. */
  readonly defaultEncoding?: unknown
}
interface Glyph {
  readonly originalCharCode: number
  readonly unicode: string
}

/** A font of bullets draws no more letters on a page. */
const BULLETS = 4
const READS_AS_TEXT = /[\p{L}\p{N}]/u

/**
 * Throws DocumentRefused where a font does not say which letters it draws. What a reader makes of its numbers is another text, in which nobody is
 * found, and of which whoever knows how glyphs are numbered makes the first again.
 */
export function checkLettersKnown(page: PDFPageProxy, { fnArray, argsArray }: Drawn): void {
  const saved: (Letters | undefined)[] = []
  const signs = new Set<string>()
  let letters: Letters | undefined
  for (const [i, operator] of fnArray.entries()) {
    const [first]: unknown[] = Array.isArray(argsArray[i]) ? argsArray[i] : []
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) saved.push(letters)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) letters = saved.pop()
    else if (operator === OPS.setFont) letters = lettersOf(page, first)
    // A font among other settings: none of it is known.
    else if (operator === OPS.setGState && setsFont(first)) letters = undefined
    else if (operator === OPS.showText) {
      if (!areKnown(first, letters)) throw new DocumentRefused('document_unprovable')
      for (const sign of signsIn(first, letters)) signs.add(sign)
    }
  }
  if (signs.size > BULLETS) throw new DocumentRefused('document_unprovable')
}

const setsFont = (settings: unknown): boolean =>
  !Array.isArray(settings) || settings.some(setting => Array.isArray(setting) && setting[0] === 'Font')
const areKnown = (glyphs: unknown, letters: Letters | undefined): boolean =>
  Array.isArray(glyphs) && glyphs.every(glyph => !isGlyph(glyph) || isKnown(glyph, letters))

/** What reads as letters, and of which a font of signs in the file alone says what its codes draw. */
function signsIn(glyphs: unknown, letters: Letters | undefined): string[] {
  if (letters === undefined || !Array.isArray(glyphs) || !isOfSigns(letters)) return []
  return glyphs.flatMap(glyph =>
    isGlyph(glyph) && READS_AS_TEXT.test(glyph.unicode) && at(letters.differences, glyph.originalCharCode) === undefined
      ? [glyph.unicode]
      : [],
  )
}

/** PDF.js reads such a font as if it were of the Macintosh's letters, all of them; a map of its own has those that are drawn. */
const isOfSigns = ({ type, isSymbolicFont, missingFile, defaultEncoding, toUnicode }: Letters): boolean =>
  type === 'TrueType' &&
  isSymbolicFont === true &&
  missingFile !== true &&
  at(defaultEncoding, 0x80) === 'Adieresis' &&
  [...ASCII].every(letter => at(toUnicode?._map, letter.charCodeAt(0)) === letter)
const ASCII = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function lettersOf(page: PDFPageProxy, font: unknown): Letters | undefined {
  return typeof font === 'string' && page.commonObjs.has(font) ? page.commonObjs.get(font) : undefined
}

const isGlyph = (glyph: unknown): glyph is Glyph =>
  typeof glyph === 'object' && glyph !== null && 'originalCharCode' in glyph && 'unicode' in glyph

function isKnown({ originalCharCode: code, unicode }: Glyph, letters: Letters | undefined): boolean {
  if (!READS_AS_TEXT.test(unicode)) return true
  const told = at(letters?.toUnicode?._map, code)
  return typeof told === 'string' && !isGuess(told, at(letters?.differences, code))
}

const at = (list: unknown, index: number): unknown => (Array.isArray(list) ? list[index] : undefined)

/** Of a name that is a number PDF.js makes the letter of that number, though it may as well be the glyph's. */
function isGuess(told: string, name: unknown): boolean {
  const [, number = ''] = (typeof name === 'string' && NUMBERED.exec(name)) || []
  return [16, 10].some(base => told.codePointAt(0) === Number.parseInt(number, base))
}
const NUMBERED = /^[GC]([0-9a-f]{2,4})$/i
