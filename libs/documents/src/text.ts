/** Control characters and halves of characters: no format can carry them, and nobody can read them. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|[\u{fffe}\u{ffff}]/gu, '')
