/** Case- and accent-folded: what a reader, or a careless index, would take for the same word. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\p{Cf}]/gu, '')
    .toLowerCase()
