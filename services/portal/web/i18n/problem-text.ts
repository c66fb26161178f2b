import type { ProblemError } from '@amparo/client'
import { type ProblemText, refusalIn } from '@amparo/contracts/words'
import type { Language } from './language.ts'

/** A refusal in the person's language; one that this page does not know, as the service worded it. The page asks for English. */
export function problemText(problem: Pick<ProblemError, 'code' | 'title' | 'next'>, language: Language): ProblemText {
  const own = { title: problem.title, next: problem.next }
  return language === 'en' ? own : (refusalIn(language, problem.code) ?? own)
}
