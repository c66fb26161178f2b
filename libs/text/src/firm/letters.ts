import { type Mark, markOf } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, ROLE } from '../words/flags.ts'
import { FREQUENT, LISTED_NAME } from '../words/known.ts'
import { setOf } from '../words/set-of.ts'

/** How a letter or a message begins, or ends, right before a name; folded. */
const GREETINGS = setOf(
  'hola buenas oi ola opa bonjour bonsoir salut coucou hello hi hey dear estimado estimada querido querida prezado prezada caro cara cher chere gracias obrigado obrigada merci thanks thx abraco abrazo beijo demain',
)
export const greetingWords: Iterable<string> = GREETINGS
export const isGreeting = (word: string): boolean => GREETINGS.has(word)
/** What is greeted and is no name: "Hello dear", "bonne fin de semaine". */
const NOBODY = setOf(
  'dear good linda lindo amor amiga amigo bella bonne bon bien jefe mana mano bebe sister brother mae pai mama papa todos todas tous again there both all everyone team',
)
/** Behind a name at the end of a letter: nothing, or the day. */
const ENDING = /^\.?\s*$|^, ?\d{1,2}[/.-]\d/
const LONGEST_DAY = 8

/** Who is greeted, or signs, where a name is a word or on no list: "hola kattia", "thx, dawn", "— Emperatriz", a last line "Storm". */
export function lettersNames(scene: Scene, greetings: readonly Token[]): Mark[] {
  const found: Mark[] = []
  for (const t of greetings) {
    const next = scene.tokens[t.index + 1]
    if (next !== undefined && opens(scene, t) && /^,? $/.test(gapAfter(scene, t.index)) && isName(next))
      found.push(markOf(next.start, next.end, 'PERSON'))
  }
  return [...found, ...signature(scene)]
}

/** First of its sentence, or near the end. */
const opens = ({ tokens }: Scene, t: Token): boolean => t.first || tokens[t.index - 1]?.text === 'a'

const isName = (t: Token): boolean =>
  t.digits === 0 &&
  t.end - t.start > 2 &&
  (t.given || t.family || (t.rank & LISTED_NAME) !== 0 || (!t.anywhere && (t.rank & FREQUENT) === 0)) &&
  (t.letterCase === 'capital' || t.quiet) &&
  (t.flags & (IS.function | IS.title | ROLE)) === 0 &&
  !NOBODY.has(t.text)

/** A word with a capital that stands alone on the last line, or behind a dash at the end. */
function signature({ text, tokens }: Scene): Mark[] {
  const found: Mark[] = []
  const last = tokens.at(-1)
  for (const t of last === undefined ? [] : [last, ...dashed(tokens)]) {
    const lead = text.slice(Math.max(0, t.start - 4), t.start)
    const isAlone = /\n ?$/.test(lead) ? t === last && text.length === t.end : /[.!?]\s?- $/.test(lead)
    if (
      isAlone &&
      t.letterCase !== 'lower' &&
      t.digits === 0 &&
      (t.flags & (IS.function | IS.month | IS.title)) === 0 &&
      ENDING.test(text.slice(t.end, t.end + LONGEST_DAY))
    )
      found.push(markOf(t.start, t.end, 'PERSON'))
  }
  return found
}

/** The last words of a text, behind which a day may stand. */
const dashed = (tokens: readonly Token[]): readonly Token[] => tokens.slice(-4, -1)
