import { isDeepStrictEqual } from 'node:util'
import {
  agencyTypes,
  bases,
  type DataCategory,
  dataCategories,
  handlingCodes,
  type Permit,
  purposes,
  type Withheld,
} from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Allowance, Projection } from '../domain/view.ts'
import type { Disclosure } from '../domain/view-policy.ts'

/** A category that this version does not know is none. */
export const categoriesOf = ({ categories }: Pick<Permit, 'categories'>): ReadonlySet<string> =>
  new Set(categories.flatMap(codeOf))

/** What a verified permit allows. A category that this version does not know is not shown. Throws `statement_invalid` for another unknown code. */
export const allowanceOf = (permit: Permit): Allowance => ({
  categories: categoriesOf(permit),
  withheld: permit.withheld.flatMap(({ category, reason, silent }) =>
    codeOf(category).map(code => ({ category: code, reason, silent })),
  ),
  codeNameOnly: permit.codeNameOnly,
  disclosure: disclosureOf(permit),
  selfIncriminatingAgreed: permit.selfIncriminatingAgreed,
  judicialReview: permit.judicialReview,
})

/** The one that was given again: what was masked by what the first one allows goes on none that allows anything else. Throws `statement_invalid`. */
export function alike<P extends Permit>(again: P, first: Permit): P {
  if (!isDeepStrictEqual(allowanceOf(again), allowanceOf(first))) throw cryptoErrors.statement_invalid()
  return again
}

/** For whom and on what; a kind of agency or a code that this version does not know is no reader. Throws `statement_invalid`. */
function disclosureOf({ recipientType, purpose, basis, handlingCode, instrumentId }: Permit): Disclosure {
  try {
    return {
      reader: agencyTypes.toCode(recipientType),
      purpose: purposes.toCode(purpose),
      basis: bases.toCode(basis),
      instrument: instrumentId === '' ? 'none' : 'across_border',
      handlingCode: handlingCodes.toCode(handlingCode),
    }
  } catch (cause) {
    throw cryptoErrors.statement_invalid({ cause })
  }
}

const codeOf = (category: DataCategory): string[] => {
  try {
    return [dataCategories.toCode(category)]
  } catch {
    return []
  }
}

/** For the log of access: the categories that were shown, the true list of what was not, and by which file it was cut. */
export const shownOf = ({ categories, trulyWithheld }: Projection, { hash }: { readonly hash: string }) => ({
  viewPolicyHash: hash,
  categories: Object.keys(categories).map(code => dataCategories.toEnum(code)),
  withheld: trulyWithheld.map(
    ({ category, reason, silent }): Pick<Withheld, 'category' | 'reason' | 'silent'> => ({
      category: dataCategories.toEnum(category),
      reason,
      silent,
    }),
  ),
})
