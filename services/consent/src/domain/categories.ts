import { type AgencyType, CATEGORIES, type Category, type Matter, type Purpose } from './codes.ts'
import type { Withheld, WithheldReason } from './disclosure.ts'
import type { Policy } from './policy.ts'
import type { BasisRecord } from './record.ts'

interface Limits {
  readonly record: BasisRecord
  readonly recipient: AgencyType
  readonly purpose: Purpose
  /** undefined inside one hub. */
  readonly matter: Matter | undefined
  /** The hub whose law an article lies in. */
  readonly hub: string
  /** It is no member. */
  readonly outside: boolean
  /** A grant of which nothing was heard for too long. */
  readonly stale: boolean
}

/** Minimum necessary: consent ∩ mandate ∩ purpose ∩ basis ∩ instrument. What is left out is named with the first limit it met. */
export function project(limits: Limits, policy: Policy): { categories: Category[]; withheld: Withheld[] } {
  const firstLimit = firstLimitOf(limits, policy)
  const categories = CATEGORIES.filter(category => firstLimit(category) === undefined)
  const withheld = CATEGORIES.flatMap(category => {
    const reason = firstLimit(category)
    return reason === undefined ? [] : [{ category, reason, silent: policy.secretCategories.includes(category) }]
  })
  return { categories, withheld }
}

/** Whether `project` would leave any category. */
export function hasAny(limits: Limits, policy: Policy): boolean {
  const firstLimit = firstLimitOf(limits, policy)
  return limits.record.categories.some(category => firstLimit(category) === undefined)
}

/** Asked of every basis in every decision: it makes no list of what is not limited. */
function firstLimitOf({ record, recipient, purpose, matter, hub, outside, stale }: Limits, policy: Policy) {
  const ofBasis = categoriesOfBasis(record, hub, policy)
  return (category: Category): WithheldReason | undefined => {
    if (!record.categories.includes(category)) return 'outside_consent'
    if (!policy.mandates[recipient].categories.includes(category)) return 'outside_mandate'
    // As little as a vital interest releases: a leaked link is not to name anybody.
    if (outside && !policy.bases.vitalInterest.categories.includes(category)) return 'outside_mandate'
    if (!policy.purposes[purpose].categories.includes(category)) return 'outside_purpose'
    if (!ofBasis.includes(category)) return 'outside_basis'
    if (matter !== undefined && !policy.matters[matter].categories.includes(category)) return 'outside_instrument'
    return stale && policy.grantStatus.withholds.includes(category) ? 'status_stale' : undefined
  }
}

/**
 * Whether who it is may be told on it, of a person behind a pseudonym. A vital interest goes out under a code name; who that is, it
 * gives where the form says so, to two custodians.
 */
export const compelsIdentity = (record: BasisRecord, hub: string, policy: Policy): boolean =>
  record.categories.includes('identity') &&
  (record.basis === 'vital_interest' || mostOfBasis(record, hub, policy).includes('identity'))

/** What a basis can carry at most, whatever is written on its form. */
function categoriesOfBasis(record: BasisRecord, hub: string, policy: Policy): readonly Category[] {
  const most = mostOfBasis(record, hub, policy)
  return record.codeNameOnly ? most.filter(category => !NAMING.includes(category)) : most
}

/** Not beside a code name: the number of a passport is a name. */
const NAMING: readonly Category[] = ['identity', 'documents']

/** Where identity is to stay out: all that can name or find the person, a guardian's name and phone too. */
export const IDENTIFYING: readonly Category[] = [...NAMING, 'contact', 'location', 'family']

function mostOfBasis(record: BasisRecord, hub: string, policy: Policy): readonly Category[] {
  const { vitalInterest, childSafeguarding } = policy.bases
  switch (record.basis) {
    case 'consent':
      return CATEGORIES
    case 'child_safeguarding':
      return childSafeguarding.categories
    case 'vital_interest':
      return vitalInterest.categories
    case 'court_order':
    case 'legal_obligation':
      // The sending hub has read its order and applied its own articles, which this hub does not have.
      if (record.origin === 'grant') return record.categories
      return record.basis === 'court_order' ? ordered(record, policy) : compelled(record, hub, policy)
  }
}

/** An order on record from before it had to say what it compels compels no more than an article that is not listed: silence is never all. */
function ordered(record: BasisRecord, { bases }: Policy): readonly Category[] {
  return record.compels ?? bases.legalObligation.categories
}

/** Only what the article compels; an article that the policy does not list compels no more than a report of the offence. */
function compelled(record: BasisRecord, hub: string, policy: Policy): readonly Category[] {
  const { categories, articles } = policy.bases.legalObligation
  const article = articles.find(
    known => known.hub === hub && known.law === record.article?.law && known.number === record.article.number,
  )
  const most = article?.compels ?? categories
  const claimed = record.compels
  return claimed === undefined ? most : most.filter(category => claimed.includes(category))
}
