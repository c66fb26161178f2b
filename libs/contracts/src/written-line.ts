import { z } from 'zod'

/**
 * Signs that turn round what stands behind them, or say something that nobody sees (Unicode UAX 9; RFC 8264, 9.13): in a name they make it
 * another one at the page than in the search. Line ends and tabs are none.
 */
const TURNING = /[\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]|(?![\t\n\r])\p{Cc}/gu
/** Signs without a shape, which programs paste along. */
const SHAPELESS =
  /\u034f|\u17b4|\u17b5|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2065\u3164\ufeff\uffa0]/g
/** Joiners where no script is written with them: elsewhere than behind a letter or sign of one of these (RFC 5892, appendix A). */
const JOINERS =
  /(?<![\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}])[\u200c\u200d]/gu

const withoutShapeless = (text: string): string => text.replaceAll(SHAPELESS, '').replaceAll(JOINERS, '')
const isPlain = (text: string): boolean => text.search(TURNING) < 0

/** The field code of a text that would be shown other than it is. */
const HIDDEN = { error: 'hidden_character', params: { code: 'hidden_character' } }

/** A name, a label, an address: what a person writes into one field. What cannot be seen is gone from it, or it is refused. */
export const writtenLine = (max = 200) =>
  z.string().overwrite(withoutShapeless).trim().min(1).max(max).refine(isPlain, HIDDEN)

/** What was kept before it was looked at, and the name of a file, which nobody types: such signs are gone, and nothing is refused. */
const seenLine = (text: string): string => withoutShapeless(text.replaceAll(TURNING, ''))
export const keptLine = (max = 200) => z.string().overwrite(seenLine).trim().min(1).max(max)
export const fileNameLine = keptLine(255)
