import { type Asker, type Brief, sendersRef, sideOf } from './access.ts'
import { errors } from './errors.ts'

/** What one referral is to another: its sub-referral, its transfer. */
export const LINKS = [
  'co-victim',
  'family',
  'dependant',
  'same-event',
  'sub-referral',
  'transfer',
  're-offer',
  'reopened',
] as const
export type LinkKind = (typeof LINKS)[number]
/** A re-offer is sent on by its offer alone. */
export const SAYABLE = LINKS.filter(kind => kind !== 're-offer')

/** Those of one and the same person, in the hands of one and the same sender. */
const OF_ONE_PERSON: readonly LinkKind[] = ['transfer', 're-offer', 'reopened']

/** As each of the two has it in its view. */
export interface Link {
  readonly referralId: string
  readonly kind: LinkKind
  /** Whether the other one is the earlier of a pair with a direction: this is its transfer, its sub-referral. */
  readonly of: boolean
}

/**
 * Throws no_such_referral if the asker is no party of both: of what it may not see, it is not told that it exists. Throws
 * compartment_closed, link_not_possible.
 */
export function checkLink(one: Brief | undefined, other: Brief | undefined, kind: LinkKind, asker: Asker): void {
  if (one === undefined || other === undefined) throw errors.no_such_referral()
  const sides = [sideOf(one, asker), sideOf(other, asker)]
  if (sides.includes(undefined)) throw errors.no_such_referral()
  if (one.id === other.id) throw errors.link_not_possible()
  if (one.compartment !== other.compartment) throw errors.compartment_closed()
  if (!OF_ONE_PERSON.includes(kind)) return
  // Whoever acts in another's place may have registered the person, who came to it: that it is the same one, it says itself.
  const isSame = sendersRef(one) === sendersRef(other) || other.successor !== undefined
  const ofOnePerson = isSame && sides.every(side => side === 'sender')
  if (!ofOnePerson) throw errors.link_not_possible()
}
