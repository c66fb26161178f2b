import { Encodings, Font } from '@pdf-lib/standard-fonts'

/** Helvetica, which every reader has: nothing of a font has to be taken over. Its letters are those of es, pt, fr and en. */
const helvetica = Font.load('Helvetica')
const { WinAnsi } = Encodings
/** In the place of a letter that the font has not: seen, and never left out. */
const UNKNOWN = '¤'

/** As it can be written in a PDF: composed, ligatures undone, without letters of no width. Every other letter becomes `¤`. */
export function printable(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s/gu, ' ')
  return [...plain].map(letter => (isPrintable(letter) ? letter : UNKNOWN)).join('')
}

export const isPrintable = (letter: string): boolean => WinAnsi.canEncodeUnicodeCodePoint(letter.codePointAt(0) ?? 0)

/** One byte a letter, in hexadecimal. Throws for a letter that the font has not. */
export const encoded = (text: string): string =>
  [...text]
    .map(letter =>
      WinAnsi.encodeUnicodeCodePoint(letter.codePointAt(0) ?? 0)
        .code.toString(16)
        .padStart(2, '0'),
    )
    .join('')

/** Of a text of one point. */
export function widthOf(text: string): number {
  const glyphs = [...text].map(letter => WinAnsi.encodeUnicodeCodePoint(letter.codePointAt(0) ?? 0).name)
  return glyphs.reduce((sum, glyph) => sum + (helvetica.getWidthOfGlyph(glyph) ?? 556), 0) / 1000
}
