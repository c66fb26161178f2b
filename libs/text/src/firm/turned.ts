import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isNamed, type Scene } from '../scene.ts'
import { IS, ROLE } from '../words/flags.ts'
import { NUMBER_WORD, numberOf } from '../words/number-words.ts'

const ENDS =
  '(?= (?:agora|ahora|anos|anitos|ans|years|hace|el|em|en|in|on|this|last|next|recien|apenas|ce|le|no|hier|ontem|ayer|y|e|et|and)(?!\\p{L})| ?[,.;:)!?\\n]|$)'
const NUMBER = '(\\d{1,2}|\\p{L}{3,14})'

/** Also one that a figure is run together with. */
const holdsNumberWord = ({ signs, counted }: Scene): boolean =>
  (signs & NUMBER_WORD) !== 0 || counted.some(t => t.digits > 0 && t.digits < t.end - t.start)
/** Behind a pronoun that ends so. */
const holdsFigures = ({ tokens, counted }: Scene): boolean =>
  counted.some(t => t.digits === 2 && t.end - t.start === 2 && tokens[t.index - 1]?.text.endsWith('he') === true)

/** Ages told without a word for years: by the birthday that was kept, by when something happened, in Creole right behind the pronoun. */
const TOLD: readonly (readonly [mayTell: (scene: Scene) => boolean, sign: RegExp, pattern: RegExp, least: number])[] = [
  [
    () => true,
    /cumpl|fez |completou|d.avoir|d avoir|tur?n/,
    new RegExp(
      `(?:^|[^\\p{L}])(?:cumpl(?:io|i|ieron|e|ira|en)|(?:va|voy|vas) a cumplir|acab[ao] de cumplir|fez|completou|(?:vient|viens) d.avoir|turn(?:s|ed|ing)?|tun(?:nin)?) (?:ya |agora |los |as |ses |just )?${NUMBER}${ENDS}`,
      'gu',
    ),
    1,
  ],
  [
    holdsNumberWord,
    / los | aos | at /,
    /(?:^|[^\p{L}])(?:(?:a los|hasta los|desde los|aos) |at (?=[a-z]{3,5}teen))(\p{L}{3,14})(?! (?:dias?|minutos?|meses|mes|semanas?|horas?|metros?|quilometros|kilometros|km|lados|que|hundred|thousand|percent|o.clock|per|y|e|de|des|days|minutes|hours|weeks)(?!\p{L}))(?!\p{L})/gu,
    6,
  ],
  [holdsFigures, / (?:she|he|i|me) /, /(?:^|[^\p{L}])(?:she|he) (\d{2})(?= ?[,.;\n]|$)/gu, 10],
]
const OLDEST = 99

export function agesTurned(scene: Scene): Mark[] {
  const { text } = scene
  const found = agesApposed(scene)
  for (const [mayTell, sign, pattern, least] of TOLD) {
    if (!mayTell(scene) || !sign.test(text)) continue
    for (const match of matchesIn(text, pattern)) {
      const age = match[1] as string
      const years = /\d/.test(age) ? Number(age) : numberOf(age)
      if (years === undefined || years < least || years > OLDEST) continue
      const start = match.index + match[0].lastIndexOf(age)
      found.push(markOf(start, start + age.length, 'AGE'))
    }
  }
  return found
}

/** "Rebeca, quatorze: é de Belém", "las gemelas Sara y Zara, de tres.": alone in words behind whoever is so old. */
function agesApposed(scene: Scene): Mark[] {
  const { tokens } = scene
  const found: Mark[] = []
  for (const t of tokens) {
    if ((t.flags & IS.number) === 0 || t.digits > 0) continue
    const years = numberOf(t.text)
    if (years === undefined || years < 2 || years > OLDEST || !/^(?:[.:;)]|, )/.test(gapAfter(scene, t.index))) continue
    const prior = tokens[t.index - 1]
    const isOf = prior?.text === 'de' || prior?.text === 'aged'
    const person = isOf ? tokens[t.index - 2] : prior
    if (person === undefined || prior === undefined || gapAfter(scene, person.index) !== ', ') continue
    if (isOf && gapAfter(scene, prior.index) !== ' ') continue
    if (isNamed(scene, person) || (person.flags & (ROLE | IS.minor | IS.relative)) !== 0)
      found.push(markOf(t.start, t.end, 'AGE'))
  }
  return found
}
