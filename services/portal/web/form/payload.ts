import type { AgencyView, NewReferral, ProtocolView, SignedSheet } from '@amparo/client'
import type { SubjectPayloadInput } from '@amparo/contracts'
import type { FormTexts } from '../app/form-texts.ts'
import { ageBandFromBirth, type Draft, isChild, isGuardianSuspected } from './draft.ts'
import { excludedIn } from './exclusions.ts'
import { fallbackIn } from './fallback.ts'
import { itemCodesIn } from './item-codes.ts'
import { limitsOf, recipientsOf } from './onward-limits.ts'
import { ownWordsIn } from './own-words.ts'

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/**
 * What is sealed. Codes are as chosen: what is missing or not on a list is found by the schema, with the field's pointer,
 * before anything is sealed.
 */
export function payloadOf(draft: Draft, now: Date): SubjectPayloadInput {
  const payload: { [K in keyof SubjectPayloadInput]: unknown } = {
    subject: subjectOf(draft, now),
    trafficking: {
      status: draft.traffickingStatus,
      exploitationTypes: draft.exploitation,
      methodsOfControl: draft.control,
      recruitment: draft.recruitment,
      events: draft.events.map(({ type, country, from, to }) => ({
        type,
        country,
        from: orNull(from),
        to: orNull(to),
      })),
    },
    ...(draft.narrative.trim() === '' ? {} : { narrative: narrativeOf(draft) }),
    // What nobody ticked was perhaps not asked: that is no refusal.
    ...(isChild(draft) && draft.assent ? { consentAssent: true } : {}),
    ...(draft.fearAsked === '' ? {} : { fearOfReturn: fearOf(draft) }),
  }
  // Its codes are checked against the schema next; until then they are only texts.
  return payload as SubjectPayloadInput
}

/** That nothing is marked is said too: a record that is completed must not lose its marks unsaid. */
const narrativeOf = ({ narrativeLanguage: lang, narrative: text, incriminating: selfIncriminating }: Draft) => ({
  ...{ lang, text, selfIncriminating },
})

/** The code of a kind of document, from what people write: "CEDULA_DE_IDENTIDAD" of "Cédula de identidad". */
const kindOf = (type: string): string =>
  type
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(' ', '_')

const subjectOf = (draft: Draft, now: Date) => ({
  identity: {
    names: linesOf(draft.names),
    aliases: linesOf(draft.aliases),
    dateOfBirth: orNull(draft.birth),
    phones: linesOf(draft.phones),
    emails: linesOf(draft.emails),
    documents: draft.documents.map(({ type, number }) => ({ type: kindOf(type), number: number.trim() })),
    addresses: linesOf(draft.addresses),
  },
  gender: draft.gender,
  ageBand: ageBandFromBirth(draft.birth, now) ?? orNull(draft.ageBand),
  isMinor: isChild(draft),
  languages: draft.languages,
  nationalities: draft.nationalities,
  migrationStatus: orNull(draft.migrationStatus),
  needs: draft.needs,
  risks: draft.risks,
  safeContact: draft.hasSafeContact
    ? {
        channel: draft.contactChannel,
        value: orNull(draft.contactValue),
        when: draft.contactWhen,
        codeWord: orNull(draft.contactCodeWord),
        language: draft.contactLanguage,
      }
    : null,
  guardian: draft.hasGuardian
    ? {
        name: draft.guardianName,
        relation: draft.guardianRelation,
        phone: orNull(draft.guardianPhone),
        informed: draft.guardianInformed,
      }
    : null,
})

function fearOf({ fearAsked, fearInPrivate, fearAnswer }: Draft) {
  const asked = fearAsked === 'yes'
  return { asked, inPrivate: asked && fearInPrivate, answer: asked ? orNull(fearAnswer) : null }
}

interface Taking {
  readonly protocol: Family | undefined
  readonly formTexts: FormTexts
  /** As redaction keeps it; absent: none is needed, or it follows. */
  readonly sheet?: SignedSheet | undefined
}

/** The form of the basis, for this agency or its kind: codes, dates and hashes only. */
export const consentOf = (draft: Draft, to: AgencyView, subjectRef: string, taking: Taking) => ({
  ...basisOf(draft, subjectRef, taking),
  recipients: recipientsOf(draft, to),
  ...limitsOf(draft, to),
})

/** All of it but to whom, and by which ways. */
export function basisOf(draft: Draft, subjectRef: string, { protocol, formTexts, sheet }: Taking) {
  return {
    subjectRef,
    basis: draft.basis,
    grantedBy: draft.grantedBy,
    purposes: draft.purposes,
    dataCategories: draft.categories,
    languageExplained: draft.languageExplained,
    interpreter: draft.interpreter,
    comprehensionChecked: draft.comprehensionChecked,
    validUntil: draft.validUntil,
    signature: orNull(draft.signature),
    ...(sheet ? { sheet } : {}),
    // Only the person says so, and nobody for them.
    ...(draft.basis === 'consent' && draft.reportBack ? { reportBack: true } : {}),
    ...ownWordsIn(draft),
    // Whose rules of disclosure the protocol has: several protocols may have the same.
    ...(protocol ? { protocol: protocol.family } : {}),
    priority: draft.priority,
    ...excludedIn(draft),
    ...(isChild(draft) && draft.assent ? { assent: true } : {}),
    ...(draft.basis === 'consent'
      ? { taken: takenOf(draft, formTexts.shownFor(draft)?.sha256) }
      : { justification: justificationOf(draft) }),
  }
}

/** How the consent was taken; what was not asked is not said. */
function takenOf(draft: Draft, formText: string | undefined) {
  const { guardianAuthority: authority, guardianDocument: document, conflictCheck } = draft
  return {
    ...(formText === undefined ? {} : { formText }),
    ...(draft.interpreter ? { interpreter: draft.interpreterKind } : {}),
    ...(draft.comprehensionChecked ? { comprehension: draft.comprehension } : {}),
    capacity: draft.capacity,
    ...(draft.grantedBy === 'guardian' && !isGuardianSuspected(draft)
      ? { guardian: { authority, document, conflictCheck } }
      : {}),
    ...(isChild(draft) && draft.assent ? { viewsSought: true } : {}),
    ...(draft.noContact ? { contactRule: 'no_contact' } : {}),
    ...(draft.signature === 'oral_with_witness' ? { witness: { from: draft.witness } } : {}),
  }
}

function justificationOf({ basis, reason, orderHash, orderUntil, law, article, compels, personTold }: Draft) {
  if (basis === 'court_order') return { reason, authority: 'court', document: orderHash, compels, until: orderUntil }
  if (basis === 'legal_obligation') return { reason, article: { law, number: Number(article) }, compels, personTold }
  return { reason }
}

type Family = Pick<ProtocolView, 'family' | 'evaluated'>

interface Circumstances {
  readonly protocol: Family | undefined
  /** Of the hub's own draft for this child, which a referral under a protocol of safeguarding completes. */
  readonly draftId?: string | undefined
  readonly quick?: boolean
}

export const referralOf = (
  draft: Draft,
  to: AgencyView,
  subjectRef: string,
  { protocol, draftId, quick = false }: Circumstances,
): NewReferral => ({
  subjectRef,
  protocol: draft.protocol,
  priority: draft.priority,
  to: { hub: to.hub, agencyId: to.agencyId },
  services: draft.services,
  ...(draft.purpose === '' ? {} : { purpose: draft.purpose }),
  ...(draftId !== undefined && protocol?.family === 'child-safeguarding' ? { draftId } : {}),
  ...(quick ? { quick } : {}),
  ...itemCodesIn(draft, protocol),
  fallback: fallbackIn(draft),
})
