import { createHash } from 'node:crypto'
import type { ConsentForm, FormTextView, SignedSheet } from '@amparo/client'
import { agencyTypeOf, consentFormSchema, type SubjectPayloadInput } from '@amparo/contracts'
import type { DemoInput } from './input.ts'

/** The sealed part: as written. */
export const subjectOf = ({ subject, trafficking, narrative, attachments, consent }: DemoInput) =>
  ({
    subject,
    trafficking,
    ...(narrative === undefined ? {} : { narrative: textOnly(narrative) }),
    ...(attachments === undefined ? {} : { attachments }),
    ...('assent' in consent ? { consentAssent: consent['assent'] } : {}),
  }) as SubjectPayloadInput

/** Marks of a training text are not part of what a caseworker writes. */
function textOnly(narrative: unknown): unknown {
  if (typeof narrative !== 'object' || narrative === null || !('spans' in narrative)) return narrative
  const { spans: _, ...rest } = narrative
  return rest
}

/**
 * What the inputs leave out of a basis other than consent (docs/demo.md): the coded reason, the authority and the document or
 * article on which it rests. The second person is the duty officer of the same agency.
 */
const justificationOf = ({ consent, protocol, from }: DemoInput): object | undefined => {
  const compels = consent['dataCategories']
  const told = { personTold: 'told', compels }
  switch (consent['basis']) {
    case 'vital_interest':
      return { reason: 'danger_to_life' }
    case 'child_safeguarding':
      return { reason: 'child_at_risk' }
    case 'court_order':
      return {
        ...{ reason: 'court_ordered', authority: 'court', document: FICTIONAL_ORDER },
        ...{ compels, until: consent['validUntil'] },
      }
    case 'legal_obligation':
      return protocol === 'spontaneous-transmission'
        ? { ...told, reason: 'mutual_legal_assistance', article: { law: 'mutual_assistance_treaty', number: 18 } }
        : { ...told, reason: 'duty_to_report', article: DUTIES[from.jurisdiction] }
    default:
      return undefined
  }
}

/** What the inputs leave out of what one authority tells another unasked (docs/demo.md): how it may be handled, and how sure it is. */
export const itemCodesOf = ({ protocol }: DemoInput) =>
  protocol === 'spontaneous-transmission'
    ? { itemCodes: { handling: 'h1', source: 'source-b', information: 'information-2' } }
    : {}

/**
 * What the inputs leave out of how a consent was taken (docs/demo.md): as a careful officer takes it. The text is the one in the
 * language in which it was explained; where there is none, it was interpreted from the first.
 */
function takenOf({ consent }: DemoInput, texts: readonly FormTextView[]): object {
  const text = texts.find(({ language }) => language === consent['languageExplained']) ?? texts[0]
  return {
    formText: text?.sha256,
    ...{ comprehension: 'own_words', capacity: 'able' },
    ...(consent['interpreter'] === true ? { interpreter: 'professional' } : {}),
    ...(consent['grantedBy'] === 'guardian'
      ? { guardian: { authority: 'parent', document: FICTIONAL_PAPER, conflictCheck: 'none_found' } }
      : {}),
    ...(consent['signature'] === 'oral_with_witness' ? { witness: { from: 'no_agency' } } : {}),
  }
}

/** SHA-256 of a document that does not exist, like the court. */
const FICTIONAL_ORDER = createHash('sha256').update('order of a fictional court').digest('hex')
const FICTIONAL_PAPER = createHash('sha256').update('birth certificate of a fictional child').digest('hex')
const DUTIES: Readonly<Record<string, object>> = {
  XA: { law: 'criminal_procedure_code', number: 264 },
  XB: { law: 'criminal_procedure_code', number: 40 },
  XC: { law: 'trafficking_act', number: 9 },
}

/** What the inputs do not hold: the paper. Whoever signs, signs one. */
export const isOnPaper = ({ consent }: DemoInput): boolean =>
  consent['basis'] === 'consent' && (consent['signature'] === 'signed' || consent['signature'] === 'thumbprint')

interface Taken {
  readonly texts: readonly FormTextView[]
  readonly sheet: SignedSheet | undefined
}

export function consentOf(input: DemoInput, subjectRef: string, { texts, sheet }: Taken): ConsentForm {
  const { consent, protocol, priority } = input
  const { assent, recipients, ...form } = consent
  const justification = justificationOf(input)
  const asGiven: object = {
    subjectRef,
    ...form,
    ...(sheet && { sheet }),
    recipients: Array.isArray(recipients) ? recipients.map(recipient) : recipients,
    ...(assent === undefined ? {} : { assent }),
    protocol,
    priority,
    ...(justification ? { justification } : { taken: takenOf(input, texts) }),
  }
  return asGiven as ConsentForm
}

/** What is none goes as it is: the API says so. */
const recipient = (value: { jurisdiction: string; agencyType: string; unit?: string } | null) =>
  typeof value === 'object' && value !== null ? { hub: value.jurisdiction, agencyType: agencyTypeOf(value) } : value

/** Where in the input stands what the API has refused. Pointers are RFC 6901; those into a form are into its data. */
export function pointerInInput(pointer: string, { consent }: DemoInput): string {
  const [, field = ''] = pointer.split('/')
  if (field === 'services') return pointer.replace('/services', '/subject/needs')
  if (field === 'consentAssent') return '/consent/assent'
  if (!Object.hasOwn(consentFormSchema.shape, field) && !Object.hasOwn(consent, field)) return pointer
  return `/consent${pointer.replace(/^(\/recipients\/\d+)\/hub$/, '$1/jurisdiction')}`
}

/** Whose claims need a second person within 24 hours, and a fresh sign-in of the first. */
export const needsSecondPerson = (basis: unknown): boolean =>
  basis === 'vital_interest' || basis === 'child_safeguarding'
