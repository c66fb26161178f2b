/**
 * Lists at whose words a finder begins, a bit each: whether a word of a text stands on one is told by a number that comes with
 * the word (Known.signs), and whether any word of the text does by all those numbers together (Scene.signs).
 */
const bits = new Map<string, number>()
let given = 0
const MOST = 32

/** The bit of a new list, which holds these folded words. Called while modules load, before any text is read. */
export function signOf(words: Iterable<string>): number {
  if (given === MOST) throw new Error('No bit is left: let the list share that of another, and look its words up')
  const bit = 1 << given++
  for (const word of words) bits.set(word, (bits.get(word) ?? 0) | bit)
  return bit
}

export const signWords = (): Iterable<string> => bits.keys()

/** The bits of all lists that hold the word. */
export const signsOf = (word: string): number => bits.get(word) ?? 0
