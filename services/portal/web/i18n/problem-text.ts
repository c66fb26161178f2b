import type { ProblemError } from '@amparo/client'
import { inFrench } from './french.ts'
import type { Language } from './language.ts'
import { es } from './problems/es.ts'
import { fr } from './problems/fr.ts'
import type { Problems, ProblemText } from './problems/problems.ts'
import { pt } from './problems/pt.ts'

/** Services word their refusals in English. */
const PROBLEMS: Readonly<Record<Exclude<Language, 'en'>, Problems>> = { es, fr: inFrench(fr), pt }

/** A refusal in the person's language; one that this page does not know, as the service worded it. */
export function problemText(problem: Pick<ProblemError, 'code' | 'title' | 'next'>, language: Language): ProblemText {
  const own = { title: problem.title, next: problem.next }
  if (language === 'en') return own
  const known: Readonly<Record<string, ProblemText>> = PROBLEMS[language]
  return Object.hasOwn(known, problem.code) ? (known[problem.code] ?? own) : own
}
