/** A spelling and what is heard there, applied in order. The text is folded: lower case, no accents. */
export type SoundRules = readonly (readonly [RegExp, string])[]

/** What is left of a part of a name by the rules: its consonants as they are heard. */
export function soundKey(part: string, rules: SoundRules): string {
  let key = part
  for (const [written, heard] of rules) key = key.replace(written, heard)
  const first = key.slice(0, 1)
  // Vowels are what is heard worst; the first letter is kept, as whether there was one.
  const rest = key.slice(1).replace(/[aeiou]/g, '')
  return (/[aeiou]/.test(first) ? 'a' : first) + rest.replace(/(.)\1+/g, '$1')
}
