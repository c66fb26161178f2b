import type { Party } from './agency.ts'
import { project } from './categories.ts'
import { ACTIONS, type Category, type Priority, type Protocol, type Purpose } from './codes.ts'
import { within } from './narrow.ts'
import type { Policy } from './policy.ts'
import { reaches } from './reach.ts'
import type { BasisRecord } from './record.ts'

/** What left for another hub, on which grant, and what that rested on. */
export interface SentPackage {
  readonly grantId: string
  readonly referralId: string
  readonly basisId: string
  readonly recipient: Party
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  readonly categories: readonly Category[]
  readonly codeNameOnly: boolean
}

/**
 * Whether a basis carries all that a package brought to another hub: what lies there cannot be made less, as a view can here, so whatever the
 * grant says has to lie within it. `left`: on which it left; undefined: that is not on record of its agency.
 */
export function carriesAbroad(
  record: BasisRecord,
  sent: SentPackage,
  left: BasisRecord | undefined,
  { policy, hub, now }: { readonly policy: Policy; readonly hub: string; readonly now: Date },
): boolean {
  if (!reaches(record, sent.recipient, sent, policy, now)) return false
  if (record.id === sent.basisId) return true
  const { oral } = policy.consentForm
  return (
    (!record.oralOnly || oral.priorities.includes(sent.priority)) &&
    (record.actions ?? ACTIONS).includes('refer') &&
    releasesAll(record, sent, { policy, hub }) &&
    (left === undefined || allowsAll(record, left, sent.recipient.hub))
  )
}

function releasesAll(
  record: BasisRecord,
  { recipient, purpose, protocol, categories, codeNameOnly }: SentPackage,
  { policy, hub }: { readonly policy: Policy; readonly hub: string },
): boolean {
  const { matter } = policy.protocols[protocol]
  const limits = { record, recipient: recipient.type, purpose, matter, hub, outside: false, stale: false }
  const released = project(limits, policy).categories
  const isNamed = !record.codeNameOnly && record.basis !== 'vital_interest'
  return (codeNameOnly || isNamed) && categories.every(category => released.includes(category))
}

/** What the grant says besides: of reports back, of those to whom the recipient may refer the person, of passages that incriminate. */
function allowsAll(record: BasisRecord, left: BasisRecord, hub: string): boolean {
  return (
    (record.reportBack || !left.reportBack) &&
    (record.selfIncriminatingAgreed === true || left.selfIncriminatingAgreed !== true) &&
    (left.onward !== true || (record.onward === true && refersAsFar(record, left, hub)))
  )
}

const refersAsFar = (record: BasisRecord, left: BasisRecord, hub: string): boolean =>
  isPart(left.purposes, record.purposes) &&
  isPart(left.actions ?? ACTIONS, record.actions ?? ACTIONS) &&
  left.recipients.filter(one => one.hub === hub).every(one => record.recipients.some(other => within(one, other)))

const isPart = <T>(some: readonly T[], all: readonly T[]): boolean => some.every(one => all.includes(one))

/** Until its sheet comes a signed consent carries emergencies alone; what it takes the place of is not recalled for that. */
export const carriesNow = ({ sheetBy }: BasisRecord, { priority }: SentPackage, { consentForm }: Policy): boolean =>
  sheetBy === undefined || consentForm.sheet.priorities.includes(priority)
