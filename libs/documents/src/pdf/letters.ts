import { Encodings, Font } from '@pdf-lib/standard-fonts'

/** Helvetica, which every reader has: nothing of a font has to be taken over. Its letters are those of es, pt, fr and en. */
const helvetica = Font.load('Helvetica')
const { WinAnsi } = Encodings
/** In the place of a letter that the font has not: seen, and never left out. */
const UNKNOWN = '¤'

/** Composed, ligatures undone, without letters of no width: as the text is masked. */
export const legible = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]/gu, ' ')

/** As it can be written: every letter that the font has not becomes `¤`. After the masking, which knows letters that look alike. */
export const printable = (text: string): string =>
  [...legible(text)].map(letter => (isPrintable(letter) ? letter : UNKNOWN)).join('')

const isPrintable = (letter: string): boolean => WinAnsi.canEncodeUnicodeCodePoint(letter.codePointAt(0) ?? 0)

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
