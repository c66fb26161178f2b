import type { Exclusion, Recipient } from './agency.ts'
import { ACTIONS, type Action, type Purpose } from './codes.ts'
import type { BasisRecord } from './record.ts'

/** How far a consent lets whoever receives a person refer them on, as a grant tells it to another hub. */
export interface OnwardTerms {
  readonly purposes: readonly Purpose[]
  readonly recipients: readonly Recipient[]
  readonly actions: readonly Action[]
  /** Of the hubs of these recipients: whom the person never wants to know, the other hub must know too. */
  readonly excluded: readonly Exclusion[]
}

/** Undefined: nothing onward. Nobody but the person says so, so no basis but consent does. */
export function onwardTermsOf(record: BasisRecord, exclusions: readonly Exclusion[]): OnwardTerms | undefined {
  if (record.basis !== 'consent' || record.onward !== true) return undefined
  const { purposes, recipients, actions = ACTIONS } = record
  const jurisdictions = jurisdictionsOf({ recipients })
  return { purposes, recipients, actions, excluded: exclusions.filter(({ hub }) => jurisdictions.includes(hub)) }
}

export const jurisdictionsOf = ({ recipients }: Pick<OnwardTerms, 'recipients'>): string[] => [
  ...new Set(recipients.map(({ hub }) => hub)),
]
