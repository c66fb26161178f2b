import { type Accredited, bars, type Exclusion, lapseBetween } from './agency.ts'
import { hasConflictedGuardian, lacksGuardian } from './child.ts'
import type { Category, NoticeKind } from './codes.ts'
import type { Facts } from './disclosure.ts'
import { carriedWithin, type Limit, nothingCarries } from './limits.ts'
import type { Policy } from './policy.ts'
import type { DenialCode } from './precedence.ts'
import { type BasisRecord, isExpired, isSheetOverdue, namesRecipient } from './record.ts'

export interface NoticeCase {
  readonly kind: NoticeKind
  /** This one was permitted before, so it was issued lawfully. */
  readonly issued: boolean
  /** Undefined: unknown, or suspended, unless the notice is upheld all the same (`isUpheld`). */
  readonly issuer: Accredited | undefined
  readonly recipient: Accredited | undefined
  /** Who reads it, of the recipient. Undefined: nobody there does yet. */
  readonly reader: string | undefined
  readonly facts: Pick<Facts, 'minor' | 'guardianNamed' | 'guardianConflict' | 'protectionSeeker' | 'fearOfReturnAsked'>
  readonly exclusions: readonly Exclusion[]
  /** Of the issuer. */
  readonly records: readonly BasisRecord[]
}

export type NoticeDecision =
  | { readonly permit: true; readonly record: BasisRecord; readonly categories: readonly Category[] }
  | { readonly permit: false; readonly reason: DenialCode }

const deny = (reason: DenialCode): NoticeDecision => ({ permit: false, reason })

/**
 * Whether a notice may be issued or shown now. It is no disclosure among others: an agency that may have nothing of a person gets this one
 * sheet, on a consent for exactly this, from those who protect (rules: States that a person may fear). Inside one hub only. One against removal that
 * was issued lawfully stands, whatever became known of who spoke for the person, though they came of age, and though its agency was suspended since: the
 * consent is refused, the child is not (rules: Children), and without it they could be detained or removed.
 */
export function decideNotice(c: NoticeCase, policy: Policy, now: Date): NoticeDecision {
  const { kind, issued, issuer, recipient, reader, facts, exclusions } = c
  const rule = policy.notices[kind]
  if (recipient === undefined) return deny('recipient_unknown')
  if (issuer === undefined) return deny('sender_unknown')
  // One against removal carries nothing but that, and without it somebody is detained or removed by a date.
  const lapse = kind === 'non_removal' || issued ? undefined : lapseBetween({ sender: issuer, recipient }, now)
  if (lapse !== undefined) return deny(lapse)
  if (exclusions.some(one => bars(one, recipient, reader))) return deny('recipient_excluded')
  if (!rule.issuers.includes(issuer.type) || !rule.recipients.includes(recipient.type) || issuer.hub !== recipient.hub)
    return deny('purpose_outside_mandate')
  // To a consulate only after protection screening: fear of return was asked in private, and denied.
  if (policy.representsForeignState.includes(recipient.type) && (facts.protectionSeeker || !facts.fearOfReturnAsked))
    return deny('state_of_nationality')
  const record = carriedWithin(c.records, noticeLimits(c, policy, now))
  return typeof record === 'string' ? deny(record) : { permit: true, record, categories: shownBy(record, rule.shows) }
}

/** Of one against removal that was issued the person's word alone counts. */
export const isUpheld = ({ kind, issued }: Pick<NoticeCase, 'kind' | 'issued'>): boolean =>
  kind === 'non_removal' && issued

/** What a consent has to fulfil to carry a notice. */
export const noticeLimits = (c: NoticeCase, policy: Policy, now: Date): readonly Limit[] =>
  limitsWith(c, isUpheld(c) ? [] : spokenFor(c, policy), policy, now)

/**
 * Of one that was issued, for a list: what of all that it may show the person still agrees to; none: it stands no more. Who speaks for them, and
 * whether it may be seen, is asked where it is opened.
 */
export function stillAgreed(
  c: Pick<NoticeCase, 'kind' | 'recipient' | 'exclusions' | 'records'>,
  policy: Policy,
  now: Date,
): { readonly categories: readonly Category[]; readonly isNarrowed: boolean } {
  const { shows } = policy.notices[c.kind]
  const isBarred = c.exclusions.some(one => c.recipient !== undefined && bars(one, c.recipient, undefined))
  const record = isBarred ? 'recipient_excluded' : carriedWithin(c.records, limitsWith(c, [], policy, now))
  const categories = typeof record === 'string' ? [] : shownBy(record, shows)
  return { categories, isNarrowed: categories.length < shows.length }
}

/** Who may choose it. */
const spokenFor = ({ facts }: Pick<NoticeCase, 'facts'>, policy: Policy): readonly Limit[] => [
  ['minor_without_guardian_or_safeguarding', record => !lacksGuardian(record, facts, policy)],
  ['guardian_conflict', record => !hasConflictedGuardian(record, facts, policy)],
  // Nobody chooses that for an adult.
  ['basis_not_for_recipient', record => record.grantedBy === (facts.minor ? 'guardian' : 'self')],
]

function limitsWith(
  { kind, recipient }: Pick<NoticeCase, 'kind' | 'recipient'>,
  whoChooses: readonly Limit[],
  policy: Policy,
  now: Date,
): readonly Limit[] {
  if (recipient === undefined) return nothingCarries('recipient_unknown')
  const rule = policy.notices[kind]
  return [
    ['no_lawful_basis', record => record.origin === 'recorded' && rule.bases.includes(record.basis)],
    ['purpose_outside_consent', record => record.purposes.includes(rule.purpose)],
    ...whoChooses,
    ['consent_withdrawn', record => record.withdrawnAt === undefined],
    ['consent_expired', record => !isExpired(record, now)],
    ['signed_sheet_overdue', record => !isSheetOverdue(record, now)],
    // A notice is no emergency, for which alone a sheet may come later.
    ['signed_sheet_missing', record => record.sheetBy === undefined],
    ['recipient_outside_consent', record => namesRecipient(record, recipient)],
    ['signature_missing', record => !record.oralOnly],
    ['nothing_to_disclose', record => shownBy(record, rule.shows).length > 0],
  ]
}

const shownBy = (record: BasisRecord, shows: readonly Category[]) =>
  shows.filter(one => record.categories.includes(one))
