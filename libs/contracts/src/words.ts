import { es } from './refusals/es.ts'
import { fr } from './refusals/fr.ts'
import { inFrench } from './refusals/french.ts'
import type { Problems, ProblemText } from './refusals/problems.ts'
import { pt } from './refusals/pt.ts'

export { inFrench, spaced } from './refusals/french.ts'
export type { ProblemText } from './refusals/problems.ts'

/** In which refusals are put into words. */
export const REFUSAL_LANGUAGES = ['en', 'es', 'fr', 'pt'] as const
export type RefusalLanguage = (typeof REFUSAL_LANGUAGES)[number]

/** Services word their refusals in English. */
const PROBLEMS: Readonly<Record<Exclude<RefusalLanguage, 'en'>, Problems>> = { es, fr: inFrench(fr), pt }

/** A refusal in that language; undefined: it has no words there, as those that only hubs and services tell one another. */
export function refusalIn(language: Exclude<RefusalLanguage, 'en'>, code: string): ProblemText | undefined {
  const known: Readonly<Record<string, ProblemText>> = PROBLEMS[language]
  return Object.hasOwn(known, code) ? known[code] : undefined
}
