import { bars, hasLapsed } from './agency.ts'
import { type Case, crossesBorder, instrumentFor, isNew, isOutside, releasesAny } from './case.ts'
import { hasConflictedGuardian, isNoChild, isOfChildOnly, lacksGuardian } from './child.ts'
import { breachesFirewall } from './firewall.ts'
import { isOpenBetween, isOpenOutside } from './protocol.ts'
import { purposeUnder } from './purpose.ts'
import {
  awaitsReview,
  awaitsSecond,
  type BasisRecord,
  isExpired,
  isOverdue,
  isSheetOverdue,
  namesById,
  namesRecipient,
} from './record.ts'

interface RowText<Code extends string> {
  readonly code: Code
  /** When it refuses, in words; docs/decision-table.md is made of these. */
  readonly refusesWhen: string
}
/** The directory's answer alone decides. */
interface PartyRow {
  readonly unknown: 'sender' | 'recipient'
}
/** Refuses the request as a whole. */
interface RequestRow {
  readonly denies: (c: Case) => boolean
}
/** Strikes out the records that cannot carry the disclosure; refuses when it has struck out the last one. */
interface RecordsRow {
  readonly strikes: (record: BasisRecord, c: Case) => boolean
  /** Refuses a person without any record too. */
  readonly deniesWithoutRecords?: (c: Case) => boolean
}

const table = <const R extends readonly (RowText<string> & (PartyRow | RequestRow | RecordsRow))[]>(rows: R) => rows

/** Recorded here, as opposed to decided by the hub that sent a grant. */
const isOwn = ({ origin }: BasisRecord) => origin === 'recorded'

/** Every refusal of a disclosure, in order of precedence: of several defects the first is named. */
export const PRECEDENCE = table([
  {
    code: 'recipient_unknown',
    refusesWhen: 'the directory does not know the recipient, or has suspended it',
    unknown: 'recipient',
  },
  {
    code: 'sender_unknown',
    refusesWhen: 'the directory does not know the sender, or has suspended it',
    unknown: 'sender',
  },
  {
    code: 'recipient_accreditation_lapsed',
    refusesWhen:
      'the recipient was last accredited by two institutions more than a year ago, and the referral is not with it yet (what it has stays with it)',
    denies: c => isNew(c) && hasLapsed(c.recipient, c.now),
  },
  {
    code: 'sender_accreditation_lapsed',
    refusesWhen:
      'the sender was last accredited by two institutions more than a year ago, and the referral has not left it yet (by a link that was made before, it may be seen); a danger to life and the safeguarding of a child carry all the same',
    strikes: (record, c) => isNewOfLapsed(c) && !isOfDanger(record),
    deniesWithoutRecords: c => isNewOfLapsed(c),
  },
  {
    code: 'recipient_excluded',
    refusesWhen: "the recipient, its kind or the reading officer is on the person's exclusion list",
    denies: ({ facts, recipient, request }) => facts.exclusions.some(e => bars(e, recipient, request.userId)),
  },
  {
    code: 'migration_enforcement_firewall',
    refusesWhen: 'help-seeking data would reach migration enforcement, whatever a form says',
    denies: ({ request, sender, recipient, facts, policy }) =>
      breachesFirewall(request, { sender, recipient }, facts, policy),
  },
  {
    code: 'minor_without_guardian_or_safeguarding',
    refusesWhen:
      'the person is a child (age in doubt means child) and no guardian stands behind the basis, nor safeguarding, nor a court',
    strikes: (record, { facts, policy }) => isOwn(record) && lacksGuardian(record, facts, policy),
    deniesWithoutRecords: ({ facts }) => facts.minor && !facts.guardianNamed,
  },
  {
    code: 'guardian_conflict',
    refusesWhen: 'the guardian may be part of the harm, and the basis is neither safeguarding nor a court order',
    strikes: (record, { facts, policy }) => isOwn(record) && hasConflictedGuardian(record, facts, policy),
    deniesWithoutRecords: ({ facts }) => facts.minor && facts.guardianConflict,
  },
  {
    code: 'not_a_child',
    refusesWhen:
      'the basis is safeguarding and the person an adult, also one who came of age since (age in doubt means child)',
    strikes: (record, { facts }) => isOwn(record) && isNoChild(record, facts),
  },
  {
    code: 'guardian_of_child_only',
    refusesWhen:
      'a guardian consented by a right that ends with childhood (or nobody said by which), and the person is an adult',
    strikes: (record, { facts }) => isOwn(record) && isOfChildOnly(record, facts),
  },
  {
    code: 'onward_not_permitted',
    refusesWhen:
      "the person's data came from another hub, or by a referral from another agency, and no consent on which it came lets it be referred further",
    strikes: (record, c) => isPassingOn(c) && record.passedOn !== true,
    deniesWithoutRecords: c => isPassingOn(c),
  },
  {
    code: 'state_of_nationality',
    refusesWhen:
      'data would reach the state of nationality (any other hub, where no nationality is known) or a consulate, and the person seeks protection, or was not asked in private about fear of return and denied it; or what came from another hub would be referred to a third one or a consulate, of which nobody here has asked',
    denies: c =>
      (reachesFearedState(c) && (c.facts.protectionSeeker || !c.facts.fearOfReturnAsked)) || reachesUnaskedState(c),
  },
  {
    code: 'no_lawful_basis',
    refusesWhen: 'nothing is recorded on which the disclosure could rest',
    strikes: () => false,
    deniesWithoutRecords: () => true,
  },
  {
    code: 'consent_withdrawn',
    refusesWhen: 'what it rests on was withdrawn',
    strikes: record => record.withdrawnAt !== undefined,
  },
  {
    code: 'consent_expired',
    refusesWhen: 'what it rests on has ended (a vital interest after 72 h, whatever its form says)',
    strikes: (record, { now }) => isExpired(record, now),
  },
  {
    code: 'jurisdiction_outside_consent',
    refusesWhen: 'the basis names such an agency in another jurisdiction, and nobody in that of the recipient',
    strikes: (record, { recipient }) =>
      record.recipients.every(({ hub }) => hub !== recipient.hub) &&
      record.recipients.some(({ agencyType }) => agencyType === recipient.type),
  },
  {
    code: 'recipient_outside_consent',
    refusesWhen:
      'the basis does not name the recipient (a vital interest goes to one recipient only; an organisation that is no member needs a consent that names it)',
    strikes: (record, c) => !namesRecipient(record, c.recipient) || (isOutside(c) && !namesOutside(record, c)),
  },
  {
    code: 'purpose_outside_consent',
    refusesWhen: 'the basis does not cover the purpose stated, or any that protocol and recipient imply',
    strikes: (record, c) => !coversPurpose(record, c),
  },
  {
    code: 'action_outside_consent',
    refusesWhen:
      'the person did not agree to this way: a referral in the network, a link to an organisation outside, or a report back to the sender',
    strikes: (record, c) => record.actions !== undefined && !record.actions.includes(isOutside(c) ? 'link' : 'refer'),
  },
  {
    code: 'purpose_outside_mandate',
    refusesWhen: "the stated purpose is outside the recipient's mandate",
    denies: ({ request, recipient, policy }) =>
      request.purpose !== undefined && !policy.mandates[recipient.type].purposes.includes(request.purpose),
  },
  {
    code: 'basis_not_for_recipient',
    refusesWhen:
      'this kind of recipient may not receive on this kind of basis (a consulate only on the person’s choice)',
    strikes: (record, { recipient, policy }) => !policy.mandates[recipient.type].bases.includes(record.basis),
  },
  {
    code: 'signature_missing',
    refusesWhen: 'oral consent without a witness is used outside an emergency',
    strikes: (record, { request, policy }) =>
      record.oralOnly && !policy.consentForm.oral.priorities.includes(request.priority),
  },
  {
    code: 'signed_sheet_overdue',
    refusesWhen: 'it was signed or thumb-printed in an emergency, and its sheet did not come within 72 h',
    strikes: (record, { now }) => isSheetOverdue(record, now),
  },
  {
    code: 'signed_sheet_missing',
    refusesWhen: 'its sheet is still to come, and it is used outside an emergency',
    strikes: ({ sheetBy }, { request, policy }) =>
      sheetBy !== undefined && !policy.consentForm.sheet.priorities.includes(request.priority),
  },
  {
    code: 'confirmation_overdue',
    refusesWhen: 'no second person confirmed within 24 h',
    strikes: (record, { now }) => isOverdue(record, now),
  },
  {
    code: 'refusal_not_reviewed',
    refusesWhen: 'the person refused consent to it, and no independent person has reviewed the basis that replaces it',
    strikes: record => awaitsReview(record),
  },
  {
    code: 'second_person_first',
    refusesWhen:
      'it is not the first that one officer of its agency claims alone for this person (an earlier one lapsed and nobody has looked at it, or a danger in force goes to somebody else), and no second person has confirmed it',
    strikes: record => awaitsSecond(record),
  },
  {
    code: 'no_instrument',
    refusesWhen:
      'data would cross a border and no instrument for this kind of matter is in force between the hubs (for one vital interest, an authorisation of both focal points does)',
    strikes: (record, c) => crossesBorder(c) && instrumentFor(c, record) === undefined,
  },
  {
    code: 'protocol_not_for_agency',
    refusesWhen: 'the protocol is not open to sender and recipient, or has no purpose for such a recipient',
    denies: c =>
      !isOpenBetween(c.request.protocol, c.sender, c.recipient, c.policy) ||
      (isOutside(c) && !isOpenOutside(c)) ||
      c.purposes.length === 0,
  },
  {
    code: 'nothing_to_disclose',
    refusesWhen: 'no category lies within consent, mandate, purpose, basis and instrument together',
    strikes: (record, c) => !releasesAny(record, c),
  },
])

export type DenialCode = (typeof PRECEDENCE)[number]['code']
export type Row = RowText<DenialCode> & (PartyRow | RequestRow | RecordsRow)

const isNewOfLapsed = (c: Case) => isNew(c) && c.request.occasion !== 'link' && hasLapsed(c.sender, c.now)

/** It waits for nobody's appointment: it goes to one who is accredited, says little or of a child, and a second person stands behind it within a day. */
const isOfDanger = ({ basis }: BasisRecord) => basis === 'vital_interest' || basis === 'child_safeguarding'

/**
 * A consulate speaks for a state: which one is not on record, so it is taken for the one that may be feared, wherever that can
 * still be asked. What came from another hub brings that hub's answers about this hub's state only.
 */
const reachesFearedState = (c: Case) =>
  (c.facts.importedFrom === undefined && c.policy.representsForeignState.includes(c.recipient.type)) ||
  (crossesBorder(c) && c.facts.recipientIsStateOfNationality)

const reachesUnaskedState = (c: Case) =>
  isPassingOn(c) &&
  c.facts.importedFrom !== undefined &&
  (crossesBorder(c) || c.policy.representsForeignState.includes(c.recipient.type))

const isPassingOn = ({ facts, request }: Case) =>
  (facts.importedFrom !== undefined || facts.received) &&
  (request.occasion === 'submit' || request.occasion === 'package')

/** No other hub's, no authority's word, no kind of agency: the person said yes to this organisation. */
const namesOutside = (record: BasisRecord, c: Case) =>
  record.basis === 'consent' && namesById(record, c.recipient) && !crossesBorder(c)

const coversPurpose = (record: BasisRecord, c: Case) => {
  if (record.protocol !== undefined && record.protocol !== c.request.protocol) return false
  // None possible: the protocol's row says so, further down.
  return c.purposes.length === 0 || purposeUnder(record, c.purposes) !== undefined
}
