import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isNamed, type Scene } from '../scene.ts'
import { IS, ROLE } from '../words/flags.ts'
import { numberOf } from '../words/number-words.ts'

const ENDS =
  '(?= (?:agora|ahora|anos|anitos|ans|years|hace|el|em|en|in|on|this|last|next|recien|apenas|ce|le|no|hier|ontem|ayer|y|e|et|and)(?!\\p{L})| ?[,.;:)!?\\n]|$)'
const NUMBER = '(\\d{1,2}|\\p{L}{3,14})'

/** Ages told without a word for years: by the birthday that was kept, by when something happened, in Creole right behind the pronoun. */
const TOLD: readonly (readonly [sign: RegExp, pattern: RegExp, least: number])[] = [
  [
    /cumpl|fez |completou|d.avoir|d avoir|tur?n/,
    new RegExp(
      `(?:^|[^\\p{L}])(?:cumpl(?:io|i|ieron|e|ira|en)|(?:va|voy|vas) a cumplir|acab[ao] de cumplir|fez|completou|(?:vient|viens) d.avoir|turn(?:s|ed|ing)?|tun(?:nin)?) (?:ya |agora |los |as |ses |just )?${NUMBER}${ENDS}`,
      'gu',
    ),
    1,
  ],
  [
    / los | aos | at /,
    /(?:^|[^\p{L}])(?:(?:a los|hasta los|desde los|aos) |at (?=[a-z]{3,5}teen))(\p{L}{3,14})(?! (?:dias?|minutos?|meses|mes|semanas?|horas?|metros?|quilometros|kilometros|km|lados|que|hundred|thousand|percent|o.clock|per|y|e|de|des|days|minutes|hours|weeks)(?!\p{L}))(?!\p{L})/gu,
    6,
  ],
  [/ (?:she|he|i|me) /, /(?:^|[^\p{L}])(?:she|he) (\d{2})(?= ?[,.;\n]|$)/gu, 10],
]
const OLDEST = 99

export function agesTurned(scene: Scene): Mark[] {
  const { text } = scene
  const found = agesApposed(scene)
  for (const [sign, pattern, least] of TOLD) {
    if (!sign.test(text)) continue
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
