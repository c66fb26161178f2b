import { Encodings, Font } from '@pdf-lib/standard-fonts'
import { legible, UNKNOWN } from '../text.ts'

/** Helvetica, which every reader has: nothing of a font has to be taken over. Its letters are those of es, pt, fr and en. */
const helvetica = Font.load('Helvetica')
const { WinAnsi } = Encodings

/** As it can be written: every letter that the font has not becomes `¤`. After the masking, which knows letters that look alike. */
export const printable = (text: string): string =>
  [...legible(text)].map(letter => (isPrintable(letter) ? letter : UNKNOWN)).join('')

const isPrintable = (letter: string): boolean => WinAnsi.canEncodeUnicodeCodePoint(letter.codePointAt(0) ?? 0)

/** Throws for a letter that the font has not. */
const glyphsOf = (text: string) => [...text].map(letter => WinAnsi.encodeUnicodeCodePoint(letter.codePointAt(0) ?? 0))

/** One byte a letter, in hexadecimal. */
export const encoded = (text: string): string =>
  glyphsOf(text)
    .map(({ code }) => code.toString(16).padStart(2, '0'))
    .join('')

/** Of a text of one point. */
export const widthOf = (text: string): number =>
  glyphsOf(text).reduce((sum, { name }) => sum + (helvetica.getWidthOfGlyph(name) ?? 556), 0) / 1000
