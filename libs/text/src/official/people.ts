import { stretchOf } from '../judge/evidence.ts'
import { isFixed, type Mark, markOf } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'

/** Who holds an office is called by it: it is no part of a name. */
const OFFICES = setOf(
  `desembargador desembargadora ministro ministra deputado deputada senador senadora conselheiro conselheira relator relatora presidente gabinete
des min exmo exma excelentissimo excelentissima doutor doutora juiz juiza procurador procuradora magistrado magistrada ministre juge president
judge justice minister senator`,
)
const isOffice = (t: Token): boolean => (t.flags & IS.title) !== 0 || OFFICES.has(t.text)
/** "da Desembargadora": what joins an office to a name is of neither. */
const isJoint = (t: Token): boolean => (t.flags & (IS.particle | IS.function)) !== 0

/** Marks whose names have no office before them and no number behind; and wherever such a whole name stands again, also in capitals. */
export function withWholeNames(scene: Scene, marks: readonly Mark[]): Mark[] {
  const cut = marks.flatMap(mark => (isOfPerson(mark.type) && !isFixed(mark) ? (bare(scene, mark) ?? []) : mark))
  const names = namesIn(scene, cut)
  for (let at = 0; at < scene.tokens.length; at++) {
    const length = longestAt(scene, at, names)
    if (length > 0) cut.push(spanning(scene, at, length))
  }
  return cut
}

function bare(scene: Scene, mark: Mark): Mark | undefined {
  const { tokens } = scene
  let [from, to] = stretchOf(tokens, mark)
  for (let at = from; at < to; at++) {
    const t = tokens[at] as Token
    if (isOffice(t)) from = at + 1
    else if (!isJoint(t)) break
  }
  for (let at = to - 1; at > from; at--) {
    const t = tokens[at] as Token
    if (t.digits > 0) to = at
    else if (!isJoint(t)) break
  }
  const [first, last] = [tokens[from], tokens[to - 1]]
  if (first === undefined || last === undefined || from >= to) return undefined
  const start = Math.max(mark.start, first.start)
  return start === mark.start && last.end >= mark.end ? mark : markOf(start, Math.min(mark.end, last.end), mark.type)
}

const JOINT = /^[ .'’\n-]{1,3}$/
const LEAST_WORDS = 2
const MOST_WORDS = 8
const LEAST_LETTERS = 3

/** Whole names, and the words with which any begins: no other word is looked at further. */
interface Names {
  readonly whole: ReadonlySet<string>
  readonly first: ReadonlySet<string>
}

/** A name of two words and more is somebody's wherever it stands. */
function namesIn(scene: Scene, marks: readonly Mark[]): Names {
  const whole = new Set<string>()
  const first = new Set<string>()
  for (const mark of marks) {
    if (!isOfPerson(mark.type)) continue
    const words = scene.tokens.slice(...stretchOf(scene.tokens, mark)).map(({ text }) => text)
    if (words.length > MOST_WORDS || words.filter(word => word.length >= LEAST_LETTERS).length < LEAST_WORDS) continue
    whole.add(words.join(' '))
    first.add(words[0] ?? '')
  }
  return { whole, first }
}

/** How many words the longest known name has that begins there; 0 where none does. */
function longestAt(scene: Scene, at: number, { whole, first }: Names): number {
  const { tokens } = scene
  let name = tokens[at]?.text ?? ''
  if (!first.has(name)) return 0
  let longest = 0
  for (let words = 2; words <= MOST_WORDS && JOINT.test(gapAfter(scene, at + words - 2)); words++) {
    const next = tokens[at + words - 1]
    if (next === undefined) break
    name += ` ${next.text}`
    if (whole.has(name)) longest = words
  }
  return longest
}

const spanning = ({ tokens }: Scene, at: number, length: number): Mark =>
  markOf((tokens[at] as Token).start, (tokens[at + length - 1] as Token).end, 'PERSON')
