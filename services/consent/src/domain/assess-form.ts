import {
  authorityFaults,
  capacityFaults,
  comprehensionFaults,
  conflictUnchecked,
  contactFaults,
  foundConflict,
  interpreterFaults,
  textFaults,
  witnessFaults,
} from './assess-taking.ts'
import { hasConflictedGuardian, isNoChild, isOfChildOnly, lacksGuardian } from './child.ts'
import type { Told } from './codes.ts'
import type { Form, PersonFacts, Pointer } from './form.ts'
import { limitFaults, missingFromJustification, scopeFaults } from './justification.ts'
import type { Policy } from './policy.ts'
import { isGuardianOfAdult } from './record-of.ts'
import { lacksSheet, mayFollow } from './sheet.ts'
import { needsSecondPerson, type Term, termOf } from './term.ts'

/** What is known apart from the form and the person. */
export interface Circumstances {
  /** Whoever records it signed in with a second factor just now. */
  readonly steppedUp: boolean
  /** SHA-256, hex, of every text of a form that is in use, to its language. */
  readonly textsAccepted: ReadonlyMap<string, string>
  /** Redaction holds the sheet that the form names, of this person, from this agency, with this hash. */
  readonly sheetHeld: boolean
  /** It is not recorded yet: there will be time to scan the sheet. Absent: it is. */
  readonly isDraft?: boolean
}

interface Case {
  readonly form: Form
  readonly person: PersonFacts
  readonly circumstances: Circumstances
  readonly policy: Policy
  readonly now: Date
}

interface FormRow {
  readonly code: string
  readonly refusesWhen: string
  /** The fields at fault; none: this row does not refuse. */
  readonly faults: (c: Case) => readonly Pointer[]
}

const table = <const R extends readonly FormRow[]>(rows: R) => rows
const TOLD_FIRST: readonly (Told | undefined)[] = ['told', 'would_endanger']

/** Why a form is refused, in order of precedence. */
export const FORM_PRECEDENCE = table([
  {
    code: 'minor_without_guardian_or_safeguarding',
    refusesWhen:
      'the person is a child (age in doubt means child) and no guardian stands behind the basis, nor safeguarding, nor a court; a safeguarding draft opens instead',
    faults: ({ form, person, policy }) => (lacksGuardian(form, person, policy) ? ['/grantedBy'] : []),
  },
  {
    code: 'guardian_conflict',
    refusesWhen:
      'the guardian may be part of the harm, by what is on record or by what the officer found, and the basis is neither safeguarding nor a court order; for a child a safeguarding draft opens instead',
    faults: ({ form, person, policy }) => {
      if (hasConflictedGuardian(form, person, policy)) return ['/grantedBy']
      return foundConflict(form) ? ['/taken/guardian/conflictCheck'] : []
    },
  },
  {
    code: 'not_a_child',
    refusesWhen: 'the basis is safeguarding and the person an adult (age in doubt means child)',
    faults: ({ form, person }) => (isNoChild(form, person) ? ['/basis'] : []),
  },
  {
    code: 'guardian_not_named',
    refusesWhen: 'a guardian is said to have consented for an adult, and none is on record',
    faults: ({ form, person }) =>
      form.basis === 'consent' && form.grantedBy === 'guardian' && !person.guardianNamed ? ['/grantedBy'] : [],
  },
  {
    code: 'guardian_authority_missing',
    refusesWhen: 'a guardian consented, and by what right, with its document, is not stated',
    faults: ({ form }) => authorityFaults(form),
  },
  {
    code: 'guardian_of_child_only',
    refusesWhen:
      'a guardian consented for an adult, by a right that ends with childhood (a parent’s, a will’s, that of an authority for children)',
    faults: ({ form, person }) =>
      isOfChildOnly({ ...form, guardianOfAdult: isGuardianOfAdult(form, !person.minor) }, person)
        ? ['/taken/guardian/authority']
        : [],
  },
  {
    code: 'guardian_conflict_unchecked',
    refusesWhen: 'nobody checked whether the guardian has an interest of their own',
    faults: ({ form }) => conflictUnchecked(form),
  },
  {
    code: 'consent_expired',
    refusesWhen: 'it has ended already',
    faults: ({ form, policy, now }) => (termOf(form, now, policy).endsAt <= now ? ['/validUntil'] : []),
  },
  {
    code: 'form_text_unknown',
    refusesWhen:
      'the text that was read to the person is not one of a version of the consent form that is in use, or is in another language than the one in which it was explained, though there is one in that language and no interpreter',
    faults: ({ form, circumstances }) => (isConsent(form) ? textFaults(form, circumstances.textsAccepted) : []),
  },
  {
    code: 'language_not_understood',
    refusesWhen: 'consent was explained in a language that is not one of the person, and without an interpreter',
    faults: ({ form, person }) =>
      isConsent(form) && !person.speaksLanguageExplained && !form.interpreter ? ['/languageExplained'] : [],
  },
  {
    code: 'interpreter_not_independent',
    refusesWhen:
      'the interpreter is a suspect, employer, relative, co-victim or child, or it is not said what they are',
    faults: ({ form }) => (isConsent(form) ? interpreterFaults(form) : []),
  },
  {
    code: 'capacity_lacking',
    refusesWhen: 'the person who consented could not decide then, by the officer’s own finding; unknown is no ground',
    faults: ({ form }) => (isConsent(form) ? capacityFaults(form) : []),
  },
  {
    code: 'comprehension_not_checked',
    refusesWhen: 'it was not checked that the person understood what is consented to, or it is not said how',
    faults: ({ form }) => (isConsent(form) ? comprehensionFaults(form) : []),
  },
  {
    code: 'contact_not_agreed',
    refusesWhen: 'the person wants no contact, and contact data are among what is consented to',
    faults: ({ form }) => (isConsent(form) ? contactFaults(form) : []),
  },
  {
    code: 'signature_missing',
    refusesWhen:
      'consent was not signed, thumb-printed, marked on a pictogram or given orally before a witness; in an emergency, for shelter or care, recorded oral consent does for 72 h',
    faults: ({ form, policy }) => (isConsent(form) ? signatureFaults(form, policy) : []),
  },
  {
    code: 'signed_sheet_missing',
    refusesWhen:
      'consent was signed or thumb-printed, and the sheet is not named; in an emergency it may follow within 72 h',
    faults: ({ form, circumstances, policy }) =>
      lacksSheet(form, policy) && !mayFollow(form, policy) && circumstances.isDraft !== true ? ['/sheet'] : [],
  },
  {
    code: 'signed_sheet_unknown',
    refusesWhen: 'redaction holds no such sheet of this person, from this agency, with this hash',
    faults: ({ form, circumstances }) => (form.sheet !== undefined && !circumstances.sheetHeld ? ['/sheet'] : []),
  },
  {
    code: 'witness_not_independent',
    refusesWhen: 'oral consent names no witness, or a witness is of the police or of the recipient',
    faults: ({ form }) => (isConsent(form) ? witnessFaults(form) : []),
  },
  {
    code: 'justification_missing',
    refusesWhen:
      'a basis other than consent lacks its coded reason; a court order its authority and document; a legal obligation its article',
    faults: ({ form, policy }) => (isConsent(form) ? [] : missingFromJustification(form, policy)),
  },
  {
    code: 'compelled_data_missing',
    refusesWhen: 'a court order or a legal obligation does not say which data it compels',
    faults: ({ form }) => scopeFaults(form),
  },
  {
    code: 'order_limit_missing',
    refusesWhen: 'a court order does not say until when it stands',
    faults: ({ form }) => limitFaults(form),
  },
  {
    code: 'person_not_told',
    refusesWhen:
      'a legal obligation is claimed, and the person was not told first; that telling would endanger somebody is an answer, which a second person confirms within 24 h',
    faults: ({ form: { basis, justification } }) =>
      basis === 'legal_obligation' && !TOLD_FIRST.includes(justification?.personTold)
        ? ['/justification/personTold']
        : [],
  },
  {
    code: 'one_recipient_only',
    refusesWhen: 'a vital interest names more than one recipient',
    faults: ({ form }) => (form.basis === 'vital_interest' && form.recipients.length > 1 ? ['/recipients'] : []),
  },
  {
    code: 'step_up_required',
    refusesWhen:
      'one officer acts before a second has confirmed, and signed in more than 5 minutes ago, or without a second factor',
    faults: ({ form, circumstances: { steppedUp }, policy }) =>
      needsSecondPerson(form, policy) && !steppedUp ? ['/basis'] : [],
  },
])

export type FormRefusal = (typeof FORM_PRECEDENCE)[number]['code']
export type Assessment =
  | { readonly valid: true; readonly term: Term }
  | { readonly valid: false; readonly code: FormRefusal; readonly pointers: readonly Pointer[] }

/** Is the form in order? Whether it permits a given disclosure is another question, asked at each of them. */
export function assessForm(
  form: Form,
  person: PersonFacts,
  circumstances: Circumstances,
  policy: Policy,
  now: Date,
): Assessment {
  const c: Case = { form, person, circumstances, policy, now }
  for (const { code, faults } of FORM_PRECEDENCE) {
    const pointers = faults(c)
    if (pointers.length > 0) return { valid: false, code, pointers }
  }
  return { valid: true, term: termOf(form, now, policy) }
}

const isConsent = ({ basis }: Form) => basis === 'consent'

function signatureFaults(form: Form, policy: Policy): readonly Pointer[] {
  if (form.grantedBy === 'none') return ['/grantedBy']
  const { signatures, oral } = policy.consentForm
  if (form.signature !== null && signatures.includes(form.signature)) return []
  if (form.signature !== 'oral') return ['/signature']
  const emergency = form.priority !== undefined && oral.priorities.includes(form.priority)
  const forCare = form.purposes.every(purpose => oral.purposes.includes(purpose))
  return [...(emergency ? [] : (['/priority'] as const)), ...(forCare ? [] : (['/purposes'] as const))]
}
