import type { Mark } from '../marks.ts'
import { gapAfter, isNamed, isSpared, isTaken, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { tokenAt } from './near.ts'

/** What stands before a thing, seldom before a person's name: "the summer", "mucha esperanza". */
const DETERMINERS = new Set(
  'el la los las un una unos unas lo mi tu su sus mis este esta ese esa cada mucho mucha muchos muchas poco poca poquito tanta tanto otra otro o a os as um uma meu minha seu sua essa esse muita muito pouca cada le la les l un une des du mon ma mes son sa ses ce cette beaucoup chaque the a an my your his her its our their this that these those every each some any no more much many last next all sin sem sans without ni al del do da au'.split(
    ' ',
  ),
)
/** What leads to a person more often than to a thing. */
const WITH = new Set('pour para con com avec with for by por et y e and ak llamada llamado named called'.split(' '))
const AUXILIARY_BEFORE = new Set('i you he she it we they who that which there this what nobody everybody'.split(' '))
const VERBAL = new Set('will may mark grant drew chase art rich bill pat jack rob page hunter cook baker'.split(' '))

/**
 * Full names in small letters that are made of ordinary words: "rose will young". Two and more words in a row that may each be a name, of
 * which one is a given name and one is on no list of ordinary words or all may be names only; then every word of a full name where no article stands before it.
 */
export function findWhispered(scene: Scene): void {
  const { tokens } = scene
  const parts = new Set<string>()
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined || !t.quiet || !isPart(t)) continue
    let end = i + 1
    while (
      end < tokens.length &&
      end - i < 5 &&
      tokens[end]?.quiet &&
      gapAfter(scene, end - 1) === ' ' &&
      isPart(tokens[end] ?? t)
    )
      end++
    const run = tokens.slice(i, end)
    if (run.length >= 2 && isFullName(scene, run)) mark(scene, t.start, run.at(-1)?.end ?? t.end, 'PERSON')
    i = end - 1
  }
  if (!tokens.some(isWhispered)) return
  for (const found of scene.marks) {
    if (found.type !== 'PERSON') continue
    const words = wordsOf(scene, found)
    if (words.length >= 2) for (const word of words) parts.add(word)
  }
  if (parts.size === 0) return
  for (const t of tokens)
    if (isWhispered(t) && parts.has(t.text) && !isTaken(scene, t) && mayBePerson(scene, t))
      mark(scene, t.start, t.end, 'PERSON')
}

const isWhispered = (t: Token): boolean => t.quiet && t.letterCase === 'lower'

const isPart = (t: Token): boolean =>
  t.digits === 0 &&
  t.end - t.start > 1 &&
  (t.flags & IS.function) === 0 &&
  ((t.flags & IS.nameWord) !== 0 || t.given || t.family || isUnheard(t))

/** On no list at all: beside names it is one. */
const isUnheard = (t: Token): boolean => t.flags === 0 && !t.anywhere && t.end - t.start >= 3

function isFullName(scene: Scene, run: readonly Token[]): boolean {
  const [first, second] = run
  const last = run.at(-1)
  if (first === undefined || second === undefined || last === undefined) return false
  if (run.some(t => isSpared(scene, t)) || run.every(t => isNamed(scene, t))) return false
  const before = scene.tokens[first.index - 1]
  if (before !== undefined && gapAfter(scene, before.index) === ' ' && DETERMINERS.has(before.text) && run.length < 3)
    return false
  if (!run.some(t => t.given || (t.flags & IS.nameWord) !== 0)) return false
  // Two ordinary words in a row may be a verb and what follows it: "will grant", "grace will".
  if (run.length === 2 && (VERBAL.has(first.text) || VERBAL.has(second.text)) && !run.some(t => !t.anywhere))
    return false
  if (before !== undefined && WITH.has(before.text) && run.every(t => !VERBAL.has(t.text))) return true
  return run.some(t => !t.anywhere) || run.length >= 3 || (first.given && last.family)
}

function mayBePerson(scene: Scene, t: Token): boolean {
  if ((t.flags & IS.function) !== 0 || t.end - t.start < 3) return false
  const before = scene.tokens[t.index - 1]
  if (before === undefined || gapAfter(scene, before.index) !== ' ') return true
  // "she will go": a verb that is a name, too.
  if (VERBAL.has(t.text) && (AUXILIARY_BEFORE.has(before.text) || isNamed(scene, before))) return false
  // "a chagas": in Portuguese an article may stand before a name.
  if (scene.language === 'pt' && /^(?:a|o|da|do)$/.test(before.text)) return true
  return !DETERMINERS.has(before.text)
}

function wordsOf(scene: Scene, { start, end }: Mark): string[] {
  const words: string[] = []
  for (let t = tokenAt(scene, start); t !== undefined && t.end <= end; t = scene.tokens[t.index + 1])
    if ((t.flags & (IS.function | IS.particle | IS.title)) === 0 && t.digits === 0) words.push(t.text)
  return words
}
