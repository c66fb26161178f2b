import type { Answers } from './answers.ts'

/** What the recipient of a referral has assessed, as far as its sender may know it. */
export interface Report {
  readonly form: string
  readonly version: number
  readonly answers: Answers
}

interface Categorised {
  readonly sections: readonly { readonly items: Readonly<Record<string, { readonly category?: string | undefined }>> }[]
}

/** Only the answers of the categories shown: of the others not even that they were asked for. */
export function cutAnswers(form: Categorised, answers: Answers, isShown: (category: string) => boolean): Answers {
  const items = new Map(form.sections.flatMap(section => Object.entries(section.items)))
  const kept = Object.entries(answers).filter(([item]) => isShown(items.get(item)?.category ?? 'risk'))
  return Object.fromEntries(kept)
}
