import { type Mark, markOf, unite } from '../marks.ts'
import type { Scene } from '../scene.ts'
import { isSmallWord } from '../words/flags.ts'
import { type Kind, kindOfType } from './labels.ts'

/** What may stand between two parts of one name: "Nour al-Huda", "Raimundo da Mãe Joana". */
const IN_NAMES = /^[ '-]{1,2}(?:(\p{L}{1,3})[ '-]{1,2})?(?:(\p{L}{1,3})[ '-]{1,2})?$/u
const LINKS = new Set(['y', 'e', 'and', 'et', 'or', 'ou', 'o', 'a', 'con', 'com', 'por'])
/** What may stand between two parts of one address: ", ", "e", "camino a", "frente al". */
const IN_ADDRESSES = /^(?:,? {1,3}|[ ,-]{1,3}\p{L}{1,10},?(?: \p{L}{1,4})? )$/u
/** What may stand between two parts of one day: ", ", " de ", ", en ". */
const IN_DATES =
  /^(?:[ ,'(-]{1,3}|,? {1,2}(?:de|do|d|of|en|em|the|le|la|du|del|jour|dia|journee) (?:(?:la|le|de|l)[ '])?)$/
const PLACED: ReadonlySet<Kind> = new Set<Kind>(['PLACE', 'ORG'])
/** "no dia de Reis", "le mardi de la Saint-Valentin": the article by which a day of birth begins that is told in words. */
const ARTICLE = /(?:^|[^\p{L}])((?:el|le|the|em|no|aos?|o|a|on)(?: (?:dia|jour|day))?(?: d[eoau]l?)? )$/u
const IN_FIGURES = /^[\dl]{1,2}\D|^\d{2,}/
const LONGEST = 16

/** Small words between two parts of a name or an address, and the article of a day of birth, belong to them. */
export function bridged({ text }: Scene, marks: readonly Mark[]): Mark[] {
  const whole = unite(marks, text)
  const joined: Mark[] = []
  for (const [at, mark] of whole.entries()) {
    const kind = kindOfType(mark.type)
    const next = whole[at + 1]
    const gap = next === undefined || next.start - mark.end > LONGEST ? undefined : text.slice(mark.end, next.start)
    if (gap !== undefined && next !== undefined && joins(kind, kindOfType(next.type), gap))
      joined.push(mark, markOf(mark.end, next.start, mark.type))
    else joined.push(mark.type === 'DATE_BIRTH' ? withArticle(text, mark) : mark)
  }
  return joined
}

function withArticle(text: string, mark: Mark): Mark {
  if (IN_FIGURES.test(text.slice(mark.start, mark.start + 3))) return mark
  const article = ARTICLE.exec(text.slice(Math.max(0, mark.start - LONGEST), mark.start))?.[1]?.length ?? 0
  return { ...mark, start: mark.start - article }
}

function joins(kind: Kind, next: Kind, gap: string): boolean {
  if (kind === 'PERSON' && next === 'PERSON') {
    const found = IN_NAMES.exec(gap)
    return (
      found !== null &&
      [found[1], found[2]].every(word => word === undefined || (isSmallWord(word) && !LINKS.has(word)))
    )
  }
  if (kind === 'DATE' && next === 'DATE') return IN_DATES.test(gap)
  const addressed = kind === 'ADDRESS' && (next === 'ADDRESS' || PLACED.has(next))
  return (addressed || (PLACED.has(kind) && next === 'ADDRESS')) && IN_ADDRESSES.test(gap)
}
