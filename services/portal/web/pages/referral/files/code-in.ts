import type { FilesTexts } from '../../../i18n/files/texts.ts'

/** Why a file was refused, and what to do; of what only programs can tell apart, one text. */
export const codeIn = ({ codes }: FilesTexts, code: string): string =>
  (Object.hasOwn(codes, code) ? codes[code] : codes['other']) ?? code
