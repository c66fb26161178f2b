import { DataCategory, dataCategories, type Permit, Purpose, type Withheld } from '@amparo/contracts'
import type { Reading } from '../domain/redactor.ts'
import type { Allowance, Projection } from '../domain/view.ts'

/** What a verified permit allows. A category that this version does not know is not shown. */
export const allowanceOf = (permit: Permit): Allowance => ({
  categories: new Set(permit.categories.flatMap(codeOf)),
  withheld: permit.withheld.flatMap(({ category, reason, silent }) =>
    codeOf(category).map(code => ({ category: code, reason, silent })),
  ),
  reading: readingOf(permit),
  codeNameOnly: permit.codeNameOnly,
})

/** Suspects stay readable only where the permit covers them and the purpose is to prosecute; everywhere else nobody is named. */
export const readingOf = ({ purpose, categories }: Permit): Reading =>
  purpose === Purpose.CRIMINAL_INVESTIGATION && categories.includes(DataCategory.SUSPECTS)
    ? 'proceedings'
    : 'assistance'

const codeOf = (category: DataCategory): string[] => {
  try {
    return [dataCategories.toCode(category)]
  } catch {
    return []
  }
}

/** For the log of access: the categories that were shown, and the true list of what was not. */
export const shownOf = ({ categories, trulyWithheld }: Projection) => ({
  categories: Object.keys(categories).map(code => dataCategories.toEnum(code)),
  withheld: trulyWithheld.map(
    ({ category, reason, silent }): Pick<Withheld, 'category' | 'reason' | 'silent'> => ({
      category: dataCategories.toEnum(category),
      reason,
      silent,
    }),
  ),
})
