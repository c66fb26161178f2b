import type { Case } from './case.ts'
import type { LinkKind } from './link.ts'
import { isSameParty, isWithinOneHub, type Party, type Step } from './referral.ts'

/** The step with which one hub tells the other that two people belong together, in whatever protocol. */
export const LINKED = 'linked'

/** Of these both agencies may know. To whom somebody went instead is the sender's to know; of a sub-referral its outcome is told. */
const KINDS = ['co-victim', 'family', 'dependant', 'same-event', 'reopened'] as const satisfies readonly LinkKind[]
export type ToldKind = (typeof KINDS)[number]

export const isTold = (kind: unknown): kind is ToldKind => KINDS.some(one => one === kind)

/** What the step says; `of` as in a link. */
export interface Linked {
  readonly kind: ToldKind
  readonly referral: string
  readonly of: boolean
}

export interface Parties {
  readonly from: Party
  readonly to: Party | undefined
}

/** Between the same two agencies of two hubs: then each of them is a party of both, and may know that they belong together. */
export const areOfTheSame = (one: Parties, other: Parties): boolean =>
  !isWithinOneHub(one) && one.to !== undefined && isSameParty(one.from, other.from) && isSameParty(one.to, other.to)

/** What has been told by either hub. */
export const toldLinks = ({ steps }: Pick<Case, 'steps'>): Linked[] =>
  steps.flatMap(({ step, data }) => (step === LINKED ? linkedIn(data) : []))

/** Those of these that neither hub has told the other. */
export function untoldLinks(found: Pick<Case, 'steps'>, links: readonly Linked[]): Linked[] {
  const told = new Set(toldLinks(found).map(({ kind, referral }) => `${kind} ${referral}`))
  return links.filter(({ kind, referral }) => !told.has(`${kind} ${referral}`))
}

function linkedIn({ kind, referral, of }: Step['data']): Linked[] {
  return isTold(kind) && typeof referral === 'string' ? [{ kind, referral, of: of === true }] : []
}
