import { type AppError, defineErrors } from '@amparo/kernel'

/**
 * Why a disclosure is denied, in the order of precedence: of several defects the first is named. `consent` decides; `referral`
 * and `redaction` pass its code on with the same texts. (`step_up_required` is of libs/http: every service may ask for it.)
 */
export const denials = defineErrors({
  recipient_unknown: [
    'forbidden',
    'The recipient is unknown or suspended',
    'Choose another agency from the directory.',
  ],
  sender_unknown: [
    'forbidden',
    'The sending agency is unknown or suspended',
    "Ask the operator of the hub's directory.",
  ],
  recipient_accreditation_lapsed: [
    'forbidden',
    'The accreditation of the recipient has lapsed',
    'Choose another agency, or have this one accredited again: two institutions approve it each year, and the jurisdiction states it. What it has already stays with it.',
  ],
  sender_accreditation_lapsed: [
    'forbidden',
    'The accreditation of the sending agency has lapsed',
    'Have it accredited again: two institutions approve it each year, and the jurisdiction states it. Whom it has already it goes on helping; whoever must go elsewhere now another agency refers; a danger to life and the safeguarding of a child it may still record, and refer by that.',
  ],
  recipient_excluded: [
    'forbidden',
    'The person has excluded this recipient',
    'Choose another agency, or speak with the person in private.',
  ],
  migration_enforcement_firewall: [
    'forbidden',
    'Data of people who seek help never goes to migration enforcement',
    'Refer to the migration protection unit, or ask the identification authority for a non-removal notice. Enforcement itself phones one of the two, which refers: whoever sends a referral hears what help is given.',
  ],
  minor_without_guardian_or_safeguarding: [
    'forbidden',
    'A child without an independent guardian cannot be referred on consent',
    'Use the child-safeguarding protocol; the child-protection authority is told within one hour.',
  ],
  guardian_conflict: [
    'forbidden',
    'The guardian named may be part of the harm',
    'Use the child-safeguarding protocol, and do not contact the guardian.',
  ],
  not_a_child: [
    'forbidden',
    'Safeguarding is for children, and the person is an adult',
    'Ask the person in private and record their consent, or another basis that fits. Correct the record first, if the age is in doubt.',
  ],
  guardian_of_child_only: [
    'forbidden',
    'The person is an adult, and this guardian’s right ended with childhood',
    'Ask the person. Whoever speaks for an adult shows the decision of a court or a protective measure.',
  ],
  onward_not_permitted: [
    'forbidden',
    'What came from another agency may not be passed on',
    'Ask the agency that sent it for its recorded permission.',
  ],
  state_of_nationality: [
    'forbidden',
    'Nothing goes to the state of nationality before fear of return was asked in private and denied',
    'Ask in private whether the person fears return; never send before. Where no nationality is known, any other country may be theirs. Whoever seeks protection or fears return: nothing goes there, choose an agency elsewhere. Of whom another country sent: ask the agency that sent them.',
  ],
  no_lawful_basis: [
    'forbidden',
    'No lawful basis permits this',
    'Record a consent that names this recipient and purpose, or another lawful basis.',
  ],
  consent_withdrawn: [
    'forbidden',
    'The consent was withdrawn',
    'Stop what rests on it; speak with the person in private.',
  ],
  consent_expired: ['forbidden', 'The consent has expired', 'Ask the person again and record a new consent.'],
  jurisdiction_outside_consent: [
    'forbidden',
    'The consent names nobody in that jurisdiction',
    'Ask the person whether it may go to another country, and record a new consent.',
  ],
  recipient_outside_consent: [
    'forbidden',
    'The consent does not name this recipient',
    'Ask the person whether this agency may know, and record a new consent.',
  ],
  purpose_outside_consent: [
    'forbidden',
    'The consent does not cover this purpose',
    'Ask the person about this purpose, and record a new consent.',
  ],
  action_outside_consent: [
    'forbidden',
    'The person did not agree to this way of passing it on',
    'Ask the person about links and about reports back, and record a new consent.',
  ],
  purpose_outside_mandate: [
    'forbidden',
    'This purpose lies outside the mandate of the recipient',
    'Choose a recipient whose mandate covers the purpose.',
  ],
  basis_not_for_recipient: [
    'forbidden',
    'This kind of agency may not receive on this basis',
    'Ask the person for consent, or choose another recipient.',
  ],
  language_not_understood: [
    'forbidden',
    'The consent was explained in a language that the person does not speak',
    'Explain it again in a language of the person, or through an interpreter.',
  ],
  comprehension_not_checked: [
    'forbidden',
    'It was not checked that the person understood',
    'Ask the person to say in their own words what will happen, then record it.',
  ],
  signature_missing: [
    'forbidden',
    'The consent was not given in a valid form',
    'Take a signature, thumbprint or pictogram, or record oral consent before a witness.',
  ],
  signed_sheet_overdue: [
    'forbidden',
    'The sheet that was signed did not come within 72 hours',
    'Ask the person again, and record a new consent with its sheet; it may supersede this one.',
  ],
  signed_sheet_missing: [
    'forbidden',
    'The sheet that was signed or thumb-printed is missing',
    'Upload the sheet and name it; in an emergency it may follow within 72 hours, and until then the consent carries emergencies alone.',
  ],
  justification_missing: [
    'forbidden',
    'A basis other than consent needs its justification',
    'State the coded reason, the authority and the scope.',
  ],
  confirmation_overdue: [
    'forbidden',
    'No second person confirmed within 24 hours',
    'Have the case reviewed; a new basis needs a confirmation in time.',
  ],
  refusal_not_reviewed: [
    'forbidden',
    'The person refused consent to this, and nobody independent has reviewed it',
    'Ask somebody of another agency who may confirm to review the case; nothing goes before.',
  ],
  second_person_first: [
    'forbidden',
    'An earlier word of one officer of this agency for this person was confirmed by nobody, or a danger in force goes to somebody else, and no second person has confirmed this one',
    'Have a second person confirm it now; nothing goes before. Have the earlier one looked at, if it lapsed.',
  ],
  no_instrument: [
    'forbidden',
    'No agreement lets this kind of data cross to that jurisdiction',
    'If somebody is in danger, record a vital interest and ask the focal points of both hubs to authorise this one case. Anything else waits until the jurisdictions have stated an agreement or a reciprocity note.',
  ],
  protocol_not_for_agency: [
    'forbidden',
    'This protocol is not open to these agencies',
    'Choose the protocol that fits sender and recipient.',
  ],
  nothing_to_disclose: [
    'forbidden',
    'Nothing of what was agreed may go to this recipient for this purpose',
    'Ask the person about the data that this recipient needs, or choose another recipient.',
  ],
  // In place of any of the above that would tell whoever asks a secret of a person who is not theirs.
  disclosure_refused: [
    'forbidden',
    'This may not be disclosed, and why is not said here',
    'Ask the agency that referred the person to yours. Where nobody did, or it would have gone to that agency, ask the auditor of the hub.',
  ],
})

export type DenialCode = keyof typeof denials.table

export const isDenialCode = (code: string): code is DenialCode => Object.hasOwn(denials.table, code)

/**
 * Whether the name of that rule tells what the person kept from whoever asks: who would have received it is feared, sought protection from or excluded, or a
 * guardian may be part of the harm. Whoever is not to read it hears `disclosure_refused` in its place.
 */
export const isSecretDenial = (code: string): boolean => SECRET.has(code)

const SECRET: ReadonlySet<string> = new Set<DenialCode>([
  'recipient_excluded',
  'migration_enforcement_firewall',
  'state_of_nationality',
  'minor_without_guardian_or_safeguarding',
  'guardian_conflict',
])

/** The refusal of a denial's code, with the decision under which it is explained and a child's safeguarding draft, where the caller may know. A code that a newer consent service knows and this one does not is still a denial. */
export function denialError(code: string, decisionId = '', draftId = ''): AppError {
  const refs = { ...(decisionId !== '' && { decisionId }), ...(draftId !== '' && { draftId }) }
  const details = Object.keys(refs).length === 0 ? {} : { refs }
  return isDenialCode(code) ? denials[code](details) : denials.no_lawful_basis(details)
}
