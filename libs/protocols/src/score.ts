export type Answer = 'yes' | 'no' | 'unknown' | 'low' | 'medium' | 'high'

/** What of a form its score is made of. */
export interface Scored {
  readonly sections: readonly {
    readonly items: Readonly<
      Record<
        string,
        { readonly weight: number; readonly answers: 'yes-no-unknown' | 'level'; readonly flag?: string | undefined }
      >
    >
  }[]
  readonly bands: readonly { readonly id: string; readonly from: number }[]
}

export interface ItemScore {
  readonly item: string
  readonly answer: Answer
  readonly weight: number
  readonly points: number
}

/** How a form was answered. It orders attention; it decides nothing. */
export interface Score {
  readonly score: number
  /** What it would be if everything were at its worst. */
  readonly max: number
  readonly band: string
  /** Raised by single answers, whatever the score. */
  readonly flags: readonly string[]
  readonly byItem: readonly ItemScore[]
  /** Items nobody could answer: they add nothing, and they are no reassurance. */
  readonly unknown: number
}

/** What an answer counts, times the item's weight. */
const FACTORS: Readonly<Record<Answer, number>> = { yes: 1, no: 0, unknown: 0, low: 0, medium: 1, high: 2 }
const RAISES: readonly Answer[] = ['yes', 'high']

/** An item without an answer is unknown. Answers to items the form does not have are ignored. */
export function scoreOf(form: Scored, answers: Readonly<Record<string, Answer>>): Score {
  const items = form.sections.flatMap(section => Object.entries(section.items))
  const byItem = items.map(([item, { weight }]): ItemScore => {
    const answer = answers[item] ?? 'unknown'
    return { item, answer, weight, points: weight * FACTORS[answer] }
  })
  const score = byItem.reduce((sum, { points }) => sum + points, 0)
  const max = items.reduce((sum, [, { weight, answers: kind }]) => sum + weight * (kind === 'level' ? 2 : 1), 0)
  const flags = items.flatMap(([item, { flag }]) => {
    const raised = RAISES.includes(answers[item] ?? 'unknown')
    return flag !== undefined && raised ? [flag] : []
  })
  return {
    score,
    max,
    band: form.bands.findLast(({ from }) => from <= score)?.id ?? '',
    flags: [...new Set(flags)],
    byItem,
    unknown: byItem.filter(({ answer }) => answer === 'unknown').length,
  }
}

/** Which answers an item may have. */
export const answersOf = (kind: 'yes-no-unknown' | 'level'): readonly Answer[] =>
  kind === 'level' ? ['low', 'medium', 'high', 'unknown'] : ['yes', 'no', 'unknown']
