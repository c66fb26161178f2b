import type { CategoryData, Part, WithheldLine } from './view.ts'
import { type Disclosure, type ViewPolicy, withheldBecause } from './view-policy.ts'

/**
 * Of what a view would hold, the fields that the policy shows to this reader. What is left out is named by field; a category of which
 * nothing is left, by itself. That depends on which fields a category has, never on what stands in them.
 */
export function cut(
  categories: Readonly<Record<string, CategoryData>>,
  disclosure: Disclosure,
  policy: ViewPolicy,
): Part {
  const parts = Object.entries(categories).map(([category, data]) => {
    const fields = Object.entries(data).map(([field, value]) => ({
      field,
      value,
      reason: withheldBecause(policy, disclosure, category, field),
    }))
    const shown = fields.filter(({ reason }) => reason === undefined)
    const left = fields.flatMap(({ field, reason }) => (reason === undefined ? [] : [{ category, field, reason }]))
    const [first] = left
    // Also one without any field: that somebody sought help is told by its name alone.
    return shown.length === 0
      ? { category, data: undefined, left: first === undefined ? [] : [{ category, reason: first.reason }] }
      : { category, data: Object.fromEntries(shown.map(({ field, value }) => [field, value])), left }
  })
  return {
    categories: Object.fromEntries(
      parts.flatMap(({ category, data }) => (data === undefined ? [] : [[category, data] as const])),
    ),
    withheld: parts.flatMap(({ left }): WithheldLine[] => left),
  }
}
