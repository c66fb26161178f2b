import type { Allowance, CategoryData } from './view.ts'
import { type ViewPolicy, withheldBecause } from './view-policy.ts'

/** One answered item of a form. */
export interface AssessedItem {
  readonly item: string
  readonly answer: string
  readonly weight: number
  readonly points: number
  /** Raised by this answer. */
  readonly flag?: string
  /** Code of the data categories: what sort of fact the answer is. */
  readonly category: string
}

/** A form as somebody answered it, with what the answers come to. */
export interface Assessed {
  readonly form: string
  readonly version: number
  /** ISO 8601. */
  readonly at: string
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly items: readonly AssessedItem[]
  /** What all answers come to; undefined where not all of them are here. */
  readonly overall:
    | {
        readonly score: number
        readonly max: number
        readonly band: string
        readonly flags: readonly string[]
        readonly unknown: number
      }
    | undefined
}

/** Goes with every score, wherever it goes. */
export const DECIDES_NOTHING = 'orders attention and decides nothing'

type Categories = Readonly<Record<string, CategoryData>>

/**
 * The assessments under the categories of their items: of each only the items of a category that is permitted, for the view policy to
 * cut. What all items come to is shown where that shows all of them too: else it would tell of those that are not.
 */
export function withAssessments(
  categories: Categories,
  assessed: readonly Assessed[],
  allowance: Allowance,
  policy: ViewPolicy,
): Categories {
  const isShown = assessmentsShown(allowance, policy)
  const shown = assessed.flatMap(assessment => {
    const own = [...new Set(assessment.items.map(({ category }) => category))]
    const isWhole = own.every(isShown)
    return own
      .filter(category => allowance.categories.has(category))
      .map(category => ({ category, part: partOf(assessment, category, isWhole) }))
  })
  const added = [...new Set(shown.map(({ category }) => category))].map(category => {
    const before = categories[category]
    const parts = shown.filter(part => part.category === category).map(({ part }) => part)
    return [category, { ...before, assessments: [...listOf(before?.['assessments']), ...parts] }] as const
  })
  return { ...categories, ...Object.fromEntries(added) }
}

/** Of which categories answers are shown: of those permitted that the view policy shows. */
export const assessmentsShown =
  ({ categories, disclosure }: Allowance, policy: ViewPolicy) =>
  (category: string): boolean =>
    categories.has(category) && withheldBecause(policy, disclosure, category, 'assessments') === undefined

/** What another hub sent under that name. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function partOf({ form, version, at, by, items, overall }: Assessed, category: string, isWhole: boolean) {
  const own = items.filter(item => item.category === category)
  return {
    // To the day: to the millisecond, two recipients could join what they have by it.
    ...{ form, version, at: at.slice(0, 10), by },
    items: own.map(({ item, answer, weight, points }) => ({ item, answer, weight, points })),
    flags: [...new Set(own.flatMap(({ flag }) => (flag === undefined ? [] : [flag])))],
    ...(isWhole && overall ? { overall } : {}),
    notice: DECIDES_NOTHING,
  }
}
