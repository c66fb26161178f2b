import { CODED } from '@amparo/contracts/words'
import { apart } from './apart.ts'
import type { Texts } from './texts.ts'

export const en: Texts = {
  title: {
    permit: 'Permitted: these data may go to this agency',
    denial: 'Refused: these data may not go to this agency',
  },
  heading: {
    asked: 'Who asked',
    purpose: 'What for',
    decided: 'How it was decided',
    basis: 'What it rests on',
    bases: 'What was looked at',
    released: 'What may be seen',
    withheld: 'What is withheld',
    next: 'What can be done next',
  },
  asked: {
    submit: '{sender} asked whether it may refer a person to {recipient}.',
    hand_over: '{sender} asked whether it may hand over a file about a person to {recipient}.',
    package: '{sender} is about to send a package about a person to {recipient}, in another jurisdiction.',
    view: '{recipient} asked to see what {sender} has sent about a person.',
    link: '{recipient}, which is not a member, is about to see by a one-time link what {sender} has sent about a person.',
    import:
      '{sender} has sent a package about a person to {recipient}, and this hub asked its own rules whether it may be used here.',
    report: '{recipient} asked to read what {sender} has found out about a person and reports back.',
  },
  forPurpose: {
    stated: '{purpose}.',
    none: 'The purpose was left open, and none was found that fits.',
    suits:
      'Under this protocol the recipient may receive it for: {purposes}. Ask the person about those that they want, and no others.',
  },
  permitted: 'Every rule of the published table was asked, in its order, and none refuses it.',
  refused: 'The rules of the published table were asked in their order. This one refused: {because}',
  rule: {
    recipient_unknown: {
      because: 'The recipient is unknown or suspended.',
      next: 'Choose another agency from the directory.',
    },
    sender_unknown: {
      because: 'The sending agency is unknown or suspended.',
      next: "Ask the operator of the hub's directory.",
    },
    recipient_accreditation_lapsed: {
      because:
        'The recipient was last accredited more than a year ago. Two institutions approve each agency every year.',
      next: 'Choose another agency, or have this one accredited again. What it has already stays with it.',
    },
    sender_accreditation_lapsed: {
      because:
        'The sending agency was last accredited more than a year ago. Two institutions approve each agency every year.',
      next: 'Have it accredited again, and the jurisdiction state it. Whom it has already it goes on helping; whoever must go elsewhere now another agency refers; on a danger to life, or to keep a child safe, it may still refer.',
    },
    recipient_excluded: {
      because: 'The person has excluded this recipient.',
      next: 'Choose another agency, or speak with the person in private.',
    },
    migration_enforcement_firewall: {
      because: 'Data of people who seek help never goes to migration enforcement.',
      next: 'Refer to the migration protection unit, or ask the identification authority for a non-removal notice. Enforcement itself phones one of the two, which refers: whoever sends a referral hears what help is given.',
    },
    minor_without_guardian_or_safeguarding: {
      because: 'A child without an independent guardian cannot be referred on consent.',
      next: 'Use the child-safeguarding protocol; the child-protection authority is told within one hour.',
    },
    guardian_conflict: {
      because: 'The guardian named may be part of the harm.',
      next: 'Use the child-safeguarding protocol, and do not contact the guardian.',
    },
    not_a_child: {
      because: 'It rests on the safeguarding of a child, and the person is an adult.',
      next: 'Ask the person in private and record their consent, or another basis that fits. Correct the record first, if the age is in doubt.',
    },
    guardian_of_child_only: {
      because: 'The person is an adult, and this guardian’s right ended with childhood.',
      next: 'Ask the person. Whoever speaks for an adult shows the decision of a court or a protective measure.',
    },
    state_of_nationality: {
      because: 'Nothing goes to the state of nationality before fear of return was asked in private and denied.',
      next: 'Ask in private whether the person fears return; never send before. Where no nationality is known, any other country may be theirs. Whoever seeks protection or fears return: nothing goes there, choose an agency elsewhere. Of whom another country sent: ask the agency that sent them.',
    },
    onward_not_permitted: {
      because: 'What came from another agency may not be passed on.',
      next: 'Ask the agency that sent it for its recorded permission.',
    },
    no_lawful_basis: {
      because: 'No lawful basis permits this.',
      next: 'Record a consent that names this recipient and purpose, or another lawful basis.',
    },
    consent_withdrawn: {
      because: 'The consent was withdrawn.',
      next: 'Stop what rests on it; speak with the person in private.',
    },
    consent_expired: {
      because: 'The consent has expired.',
      next: 'Ask the person again and record a new consent.',
    },
    jurisdiction_outside_consent: {
      because: 'The consent names nobody in that jurisdiction.',
      next: 'Ask the person whether it may go to another country, and record a new consent.',
    },
    recipient_outside_consent: {
      because: 'The consent does not name this recipient.',
      next: 'Ask the person whether this agency may know, and record a new consent.',
    },
    purpose_outside_consent: {
      because: 'The consent does not cover this purpose.',
      next: 'Ask the person about this purpose, and record a new consent.',
    },
    action_outside_consent: {
      because: 'The person did not agree to this way of passing it on.',
      next: 'Ask the person about links and about reports back, and record a new consent.',
    },
    purpose_outside_mandate: {
      because: 'This purpose lies outside the mandate of the recipient.',
      next: 'Choose a recipient whose mandate covers the purpose.',
    },
    basis_not_for_recipient: {
      because: 'This kind of agency may not receive on this basis.',
      next: 'Ask the person for consent, or choose another recipient.',
    },
    signature_missing: {
      because: 'The consent was not given in a valid form.',
      next: 'Take a signature, thumbprint or pictogram, or record oral consent before a witness.',
    },
    signed_sheet_overdue: {
      because: 'The sheet that was signed did not come within 72 hours.',
      next: 'Ask the person again, and record a new consent with its sheet.',
    },
    signed_sheet_missing: {
      because: 'The sheet that was signed or thumb-printed is not there.',
      next: 'Upload the sheet and add it to the consent; in an emergency it may follow within 72 hours.',
    },
    confirmation_overdue: {
      because: 'No second person confirmed within 24 hours.',
      next: 'Have the case reviewed; a new basis needs a confirmation in time.',
    },
    refusal_not_reviewed: {
      because:
        'The person refused consent to this, and nobody independent has reviewed the basis that would replace it.',
      next: 'Ask somebody of another agency who may confirm to review the case; nothing goes before.',
    },
    second_person_first: {
      because:
        'An earlier word of one officer of the agency for this person was confirmed by nobody, or a danger in force goes to somebody else, and no second person has confirmed this one.',
      next: 'Have a second person confirm it now; nothing goes before. Have the earlier one looked at, if it lapsed.',
    },
    no_instrument: {
      because: 'No agreement lets this kind of data cross to that jurisdiction.',
      next: 'If somebody is in danger, record a vital interest and ask the focal points of both hubs to authorise this one case. Anything else waits until the jurisdictions have stated an agreement or a reciprocity note.',
    },
    protocol_not_for_agency: {
      because: 'This protocol is not open to these agencies.',
      next: 'Choose the protocol that fits sender and recipient.',
    },
    nothing_to_disclose: {
      because: 'Nothing of what was agreed may go to this recipient for this purpose.',
      next: 'Ask the person about the data that this recipient needs, or choose another recipient.',
    },
  },
  unsaid: {
    because: 'The rules were asked in their order, and one refused. Which one is not said to whoever asked.',
    next: 'Ask the agency that referred the person to yours. Where nobody did, or it would have gone to that agency, ask the auditor of the hub.',
  },
  basis: {
    restsOn: '{basis}.',
    record: 'Record {id}, version {version}.',
    instrument: 'Agreement between the jurisdictions: {id}.',
  },
  bases: {
    none: 'Nothing is on record that could carry it.',
    carried: '{basis} ({id}, version {version}): could have carried it.',
    struck: '{basis} ({id}, version {version}): could not carry it. {because}',
  },
  codeNameOnly: 'A code name in place of the name.',
  nothing: 'Nothing.',
  withheld: {
    line: '{category} – {reason}.',
    silently: '{category} – {reason}. The reader is not told of this gap.',
    incomplete: 'What is shown may be incomplete.',
  },
  reason: {
    outside_consent: 'not part of what was agreed',
    outside_mandate: 'outside the mandate of the receiving agency',
    outside_purpose: 'not needed for this purpose',
    outside_basis: 'not covered by this kind of lawful basis',
    outside_instrument: 'not covered by the agreement between the jurisdictions',
    status_stale: 'the other country has not said for too long that its consent still stands',
  },
  apart: apart.en,
  nextPermitted:
    'Nothing more is needed. It is asked again each time before anything is shown, and ends when what it rests on ends.',
  review:
    'Nobody can switch a rule off. If the decision seems wrong, correct what is on record, or ask your supervisor to have it reviewed.',
  named: {
    agency: '{kind} “{name}”',
    unknown: 'An agency that is not in the directory',
  },
  coded: CODED.en,
}
