import type { CodedWords } from './coded/coded-words.ts'
import { en as codedEn } from './coded/en.ts'
import { es as codedEs } from './coded/es.ts'
import { fr as codedFr } from './coded/fr.ts'
import { pt as codedPt } from './coded/pt.ts'
import { es } from './refusals/es.ts'
import { fr } from './refusals/fr.ts'
import { inFrench } from './refusals/french.ts'
import type { Problems, ProblemText } from './refusals/problems.ts'
import { pt } from './refusals/pt.ts'

export type { CodedWords } from './coded/coded-words.ts'
export { inFrench, spaced } from './refusals/french.ts'
export type { ProblemText } from './refusals/problems.ts'

/** In which refusals are put into words. */
export const REFUSAL_LANGUAGES = ['en', 'es', 'fr', 'pt'] as const
export type RefusalLanguage = (typeof REFUSAL_LANGUAGES)[number]

/** In the four languages. French is spaced by the page that shows it (`inFrench`), as all that a hub says. */
export const CODED: Readonly<Record<RefusalLanguage, CodedWords>> = {
  en: codedEn,
  es: codedEs,
  fr: codedFr,
  pt: codedPt,
}

/** Services word their refusals in English. */
const PROBLEMS: Readonly<Record<Exclude<RefusalLanguage, 'en'>, Problems>> = { es, fr: inFrench(fr), pt }

/** A refusal in that language; undefined: it has no words there, as those that only hubs and services tell one another. */
export function refusalIn(language: Exclude<RefusalLanguage, 'en'>, code: string): ProblemText | undefined {
  const known: Readonly<Record<string, ProblemText>> = PROBLEMS[language]
  return Object.hasOwn(known, code) ? known[code] : undefined
}
