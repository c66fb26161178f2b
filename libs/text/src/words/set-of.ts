/** Words as they stand in one string, parted by blanks or line breaks. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
