const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES = 4

/**
 * A name to speak of somebody without their name: four syllables that es, pt, fr and en speakers can all say ("Tameluko").
 * Drawn from random bytes only; nothing of the person goes into it. 70^4, about 24 million.
 *
 * @param random at least 8 random bytes
 */
export function codeNameFrom(random: Uint8Array): string {
  if (random.length < SYLLABLES * 2) throw new RangeError('too few random bytes')
  const at = (letters: string, i: number): string => letters[(random[i] ?? 0) % letters.length] ?? ''
  const name = Array.from({ length: SYLLABLES }, (_, i) => at(CONSONANTS, 2 * i) + at(VOWELS, 2 * i + 1)).join('')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
