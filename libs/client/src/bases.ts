import type { ConsentForm } from './api/consent-form.ts'
import { type Api, pageOf } from './api/request.ts'
import type {
  BasisVersion,
  ConsentView,
  FhirConsent,
  FhirUnmapped,
  IdempotencyKey,
  Page,
  RecipientView,
} from './api/types.ts'
import type { HowTaken } from './withdrawals.ts'

/** What is left; what is absent stays as it was. */
export interface Narrowing {
  readonly purposes?: readonly string[]
  readonly dataCategories?: readonly string[]
  readonly recipients?: readonly RecipientView[]
  /** YYYY-MM-DD */
  readonly validUntil?: string
  readonly reportBack?: false
  readonly onward?: false
  /** Police and prosecution read no more what incriminates the person. */
  readonly selfIncriminating?: false
}

/** As a withdrawal is taken. Where duress is suspected it is refused: a withdrawal waits for a colleague. */
export type HowNarrowed = Omit<HowTaken, 'by' | 'document'> & { readonly by?: 'self' | 'guardian' }

export interface DueBasisView {
  readonly id: string
  readonly basis: string
  /** When the review is due, when it ends, or by when its sheet has to come. */
  readonly at: string
  /** A second person of the agency is awaited. */
  readonly unconfirmed: boolean
}

export type DueOf = 'review' | 'end' | 'sheet'

/** What the person, or who speaks for them, said no to. */
export interface RefusedConsent {
  readonly id: string
  readonly refusedAt: string
  /** Of a child: the draft to protect them that opens. */
  readonly draftId?: string
}

interface ConsentRefusal {
  readonly subjectRef: string
  readonly refusedBy: 'self' | 'guardian'
  readonly purposes: readonly string[]
  readonly recipients: readonly RecipientView[]
}

/** What becomes of a basis after it was recorded. Every method throws ProblemError. */
export interface Bases {
  /** From then on another basis for the same counts only after somebody of another agency has reviewed it. */
  refuseConsent(refusal: ConsentRefusal, key?: IdempotencyKey): Promise<RefusedConsent>
  /** The person takes back a part; it needs no new signature. Answers the consent that stands in its place, and of a child the draft that has opened. */
  narrowConsent(
    id: string,
    left: Narrowing & HowNarrowed,
    key?: IdempotencyKey,
  ): Promise<ConsentView & { readonly draftId?: string }>
  /** By somebody else of the agency than who recorded it. */
  reviewBasis(id: string, outcome: 'stands' | 'ends'): Promise<ConsentView>
  /** The own agency's, the earliest first: due within seven days, or overdue. */
  dueBases(of: DueOf, cursor?: string): Promise<Page<DueBasisView>>
  /** What became of it, oldest first, for the agency that recorded it: nobody can change it. */
  basisHistory(id: string): Promise<readonly BasisVersion[]>
  /** A consent as FHIR R5, for the agency that recorded it: docs/fhir-consent.md says what each element holds. */
  consentAsFhir(id: string): Promise<FhirConsent>
  /**
   * What would be recorded of one, and all of it that would not. Nothing is recorded: look at what did not map, then `recordConsent` with the form,
   * into which what was signed is named first (`keepConsentSheet`).
   */
  draftFromFhir(
    resource: FhirConsent,
    key?: IdempotencyKey,
  ): Promise<{ readonly form: ConsentForm; readonly unmapped: readonly FhirUnmapped[] }>
}

const ASKED = { review: { review: 'due' }, end: { expiring: 'true' }, sheet: { sheet: 'awaited' } } as const

export function bases(api: Api): Bases {
  const consent = (id: string) => `/consents/${encodeURIComponent(id)}`
  return {
    refuseConsent: (refusal, key) => api.post('consent', '/consent-refusals', refusal, key),
    narrowConsent: (id, left, key) => api.post('consent', `${consent(id)}/narrowing`, left, key),
    reviewBasis: (id, outcome) => api.post('consent', `${consent(id)}/review`, { outcome }),
    dueBases: async (of, cursor) => {
      type Answer = { items: DueBasisView[]; next: string | null }
      const { items, next } = await api.get<Answer>('consent', '/bases', { ...ASKED[of], within: 7, cursor })
      return pageOf(items, next)
    },
    basisHistory: async id => (await api.get<{ items: BasisVersion[] }>('consent', `${consent(id)}/history`)).items,
    consentAsFhir: id => api.get('consent', `${consent(id)}/fhir`),
    draftFromFhir: (resource, key) => api.post('consent', '/consents/fhir', resource, key),
  }
}
