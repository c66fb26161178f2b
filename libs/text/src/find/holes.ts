/** A word of which some letters came as a sign that says only that they could not be read: "Mu\ufffdoz", "Mu?oz". Folded. */
export interface HoledWord {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What programs write for bytes that are no letter to them, for a letter they have no form of, and letters of a font that nobody has. */
const SIGN = '[\\ufffd\\xa4\\u25a1?\\ue000-\\uf8ff]'
const SIGNS = new RegExp(SIGN, 'g')
const RUN = new RegExp(`${SIGN}+`, 'g')
/** Longer is no name. */
const LONGEST = 32
const MOST_RUNS = 3

/** In the order in which they stand. A question mark is a hole between letters alone. */
export function holedWordsIn(text: string): HoledWord[] {
  const words: HoledWord[] = []
  SIGNS.lastIndex = 0
  for (let sign = SIGNS.exec(text); sign !== null; sign = SIGNS.exec(text)) {
    let { index: start } = sign
    let end = start + 1
    while (isPart(text, start - 1)) start--
    while (isPart(text, end)) end++
    // Nothing is gone through twice: what stands before it, if it is a part of a word, holds no sign.
    SIGNS.lastIndex = end
    if (end - start > LONGEST) continue
    while (text[start] === '?') start++
    while (text[end - 1] === '?' && end > start) end--
    const word = text.slice(start, end)
    const runs = word.match(RUN)?.length ?? 0
    if (runs > 0 && runs <= MOST_RUNS) words.push({ start, end, text: word })
  }
  return words
}

function isPart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return (unit >= SMALL_A && unit <= SMALL_Z) || unit === QUESTION || (unit > SMALL_Z && OTHERS.test(text.charAt(at)))
}
const [SMALL_A = 0, SMALL_Z = 0, QUESTION = 0] = [...'az?'].map(sign => sign.charCodeAt(0))
const OTHERS = new RegExp(SIGN)

/** A hole may be one letter of several bytes, or several that a font draws as one. */
const MOST_OF_SIGN = 3

/** Tells of a name whether it may be this word: half of its letters, two at least, can be read and stand in their places. */
export function readingOf(word: string): (name: string) => boolean {
  const pieces = word.split(RUN)
  const [head = ''] = pieces
  const tail = pieces.at(-1) ?? ''
  const told = pieces.join('').length
  let form: RegExp | undefined
  return name => {
    if (told < 2 || told >= name.length || told * 2 < name.length) return false
    if (!name.startsWith(head) || !name.endsWith(tail)) return false
    form ??= new RegExp(`^${word.replace(RUN, run => `[a-z]{1,${MOST_OF_SIGN * run.length}}`)}$`)
    return form.test(name)
  }
}

/** What an accented letter of the four languages folds to: those are lost first. */
const ACCENTED = [...'aeiounc']

/** The words that it may have been, if one letter is lost in each place. */
export function restored(word: string): string[] {
  const [head = '', ...pieces] = word.split(RUN)
  return pieces.reduce<string[]>(
    (words, piece) => words.flatMap(one => ACCENTED.map(letter => one + letter + piece)),
    [head],
  )
}
