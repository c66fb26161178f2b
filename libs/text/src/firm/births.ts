import { isBirthContext } from '../find/birthday.ts'
import { FEAST_HEAD } from '../find/feasts.ts'
import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import { before, matchAt, type Scene } from '../scene.ts'

const YEAR =
  "(?:,? (?:(?:sou|soy|je suis|c'est|en|em|in|ano|de|del|do|d'|of) ?){0,3}(?:(?:19|20)\\d\\d|'?\\d\\d)(?![\\p{L}\\d:/.-]| ?(?:anos|ans|years))|, (?:sou|soy) de \\p{L}+(?: [ey] \\p{L}+)?)?"
const OF =
  "(?:(?:de|del|da|do|das|dos|des|du|d|la|las|los|le|les|l|el|e|y|et|and|of|the|a|au|sra|sta|sto|st)[ '.’]{1,2}){0,4}"
/** A feast by what it is: "fête de Notre-Dame de Lourdes", "día de la Cruz", "jou drapo", "Women's Day". */
const FEAST_BY_HEAD = `(?:(?:el|la|le|o|a|the|mesmo|mero|propio) ){0,2}(?:dias?|jour(?:nee)?|jou|fete|fet|fiesta|festa|feast|veille|vispera|vespera|noite|noche|eve) ?(?:nacional|mundial|internacional|nationale?)?(?: ${OF}[\\p{L}'’-]{3,}){1,3}`
/** By whose it is. */
const FEAST_BY_NAME = `(?:(?:el|la|le|o|the) )?(?:(?:santa?|santo|sao|saint|sainte|st|sta|sto|virgen|virgem|vierge|notre[ -]dame|nossa senhora|nuestra senora|n\\.? ?sra\\.?)[. -]{1,2}${OF}[\\p{L}'’-]{3,}(?: ${OF}[\\p{L}'’-]{3,})?|todos (?:los|os) santos|toussaint|finados|natal|navidad|noel|reyes|reis|(?:[\\p{L}]{3,} ){0,2}[\\p{L}]{3,}'s? day|[\\p{L}]+ day)`
const CLOSED = '(?= ?[.,;:)"»”\\n]| -|$)'
/** Right behind a day. */
const BEHIND = new RegExp(`(?:, ?| ?\\(| )(?:${FEAST_BY_HEAD}|${FEAST_BY_NAME})\\)?${YEAR}${CLOSED}`, 'uy')
const LONGEST = 60

/** What a day of birth goes on with, which tells it again: "11/02/79, fête de Notre-Dame de Lourdes". */
export function feastsBehind(scene: Scene, marks: readonly Mark[]): Mark[] {
  const found: Mark[] = []
  for (const { start, end, type } of marks) {
    if (type !== 'DATE_BIRTH' && type !== 'DATE') continue
    const feast = matchAt(BEHIND, scene, end)?.[0]
    if (feast === undefined || (type === 'DATE' && !isBirthContext(before(scene, start, LONGEST)))) continue
    found.push(markOf(start, end + feast.length, 'DATE_BIRTH'))
  }
  return found
}

/** Words that tell of a birth, and of the birthday that was kept, up to the feast. */
const KEPT =
  /(?<!\p{L})(?:nac(?:i|io|id[oa]s?|imiento)?|nasc(?:i|id[oa]s?|eu|imento)?|nee?|born|birthday|fet|cumple\p{L}*|cumpli\p{L}*|aniversario|anniversaire|(?:hice|hizo|fiz|fez|faco|fazer|puse|feitos|completos|become|turned|aura) [\p{L} -]{0,24})(?:[,:]? (?:anos|recien|ce|moun|no|na|on|em|en|el|la|le|au|a|un|the|por|para|pal|mero|propio|mismo|num|numa|[\p{L}-]{4,12}))? ?(?:,|:)? ?["“«]?(?:no |na |on |em |en |el |la |le |the |au |a la |un |mero |propio |para |por )*$/u
const FEAST = new RegExp(`(?:${FEAST_BY_HEAD}|${FEAST_BY_NAME})${YEAR}${CLOSED}`, 'uy')

/** A birth that only the feast tells: "nació el día de San Lorenzo", "fiz no dia de Sant'Ana". */
export function birthsByFeast(scene: Scene): Mark[] {
  const found: Mark[] = []
  if ((scene.signs & FEAST_HEAD) === 0) return found
  for (const t of scene.listed) {
    if ((t.signs & FEAST_HEAD) === 0 || NO_HEAD.has(t.text) || !KEPT.test(before(scene, t.start, LONGEST))) continue
    const feast = matchAt(FEAST, scene, t.start)?.[0]
    if (feast !== undefined) found.push(markOf(t.start, t.start + feast.length, 'DATE_BIRTH'))
  }
  return found
}
/** Too frequent as other words. */
const NO_HEAD: ReadonlySet<string> = new Set('la new all old good ano dias 14 st'.split(' '))

const MONTH_OF = ' mes de '
/** "quatorze dias do mês de agosto de 2025", "once (11) del mes de febrero del año dos mil veintiséis (2026)". */
const DAYS_OF_MONTH =
  /(?<![\p{L}\d])(?:\d{1,2}|\p{L}{3,14}(?: [ey] \p{L}{2,6})?)(?: ?\(\d{1,2}\))?(?: dias?)? (?:del|do|de el) mes de (?:ene|jan|feb|fev|mar|abr|ma[iy]|ju[nl]|ago|se[tp]|o[cu]t|nov|di[cz]|dez)\p{L}*(?:,? (?:del?|do) (?:ano |ano de )?(?:\d{4}|(?:dos|dois) mil(?: (?:[ey] )?\p{L}+(?: [ey] \p{L}+)?)?)(?: ?\(\d{4}\))?)?/gu

/** Days as protocols tell them. */
export function daysOfMonth({ text }: Scene): Mark[] {
  if (!text.includes(MONTH_OF)) return []
  return matchesIn(text, DAYS_OF_MONTH).map(({ index, 0: day }) => markOf(index, index + day.length, 'DATE'))
}
