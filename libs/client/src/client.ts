import type { ItemUseCode, SubjectPayloadInput } from '@amparo/contracts'
import type { ConsentForm } from './api/consent-form.ts'
import { createApi, type Fetch, pageOf, type ServiceUrls } from './api/request.ts'
import type {
  AgencyView,
  AuditEntryView,
  ConsentView,
  FormTextView,
  IdempotencyKey,
  LinkMade,
  NewLink,
  NewsItem,
  OpenedMessages,
  OpenedView,
  Page,
  SealedContents,
  StatementView,
} from './api/types.ts'
import { type Checkpoint, readCheckpoint } from './audit/checkpoint.ts'
import { verifyConsistency } from './audit/consistency.ts'
import { type ProofView, type VerifiedProof, verifyProof } from './audit/proof.ts'
import { type Auditing, auditing } from './auditing.ts'
import { type Bases, bases } from './bases.ts'
import { type Books, books } from './books.ts'
import { type ConsentSheets, consentSheets } from './consent-sheets.ts'
import { type Custody, custody } from './custody.ts'
import { type DailyWork, dailyWork } from './daily-work.ts'
import { type Decisions, decisions } from './decisions.ts'
import { type Emergencies, emergencies } from './emergencies.ts'
import { type EvidenceRequests, evidenceRequests } from './evidence-requests.ts'
import { type Files, files } from './files.ts'
import { type Finding, finding } from './finding.ts'
import { type Matching, matching } from './matching.ts'
import { followNews, type NewsOptions } from './news.ts'
import { type Notices, notices } from './notices.ts'
import { type OneCases, oneCases } from './one-cases.ts'
import {
  openSealedContents,
  openSealedLink,
  openSealedMessages,
  openSealedReports,
  openSealedView,
  viewRequest,
} from './open-view.ts'
import { type OwnRecords, ownRecords } from './own-record.ts'
import { own, speaking } from './own-refusals.ts'
import { type PublicReleases, publicReleases } from './public-releases.ts'
import { type Receipts, receipts } from './receipts.ts'
import { type Referrals, referrals } from './referrals.ts'
import { type RequestFiles, requestFiles } from './request-files.ts'
import { type RequestTexts, requestTexts } from './request-texts.ts'
import { type Reviews, reviews } from './reviews.ts'
import { checkSubject, sealSubject } from './seal-subject.ts'
import { type SealedForms, sealedForms } from './sealed-forms.ts'
import type { Session } from './session.ts'
import { fetchSealCertificate, fetchViewSigner } from './trusted-certificate.ts'
import { type Withdrawals, withdrawals } from './withdrawals.ts'

export interface ClientOptions {
  readonly urls: ServiceUrls
  readonly hub: string
  /** Armored certificate of the jurisdiction's offline key. It comes with the software, never from the hub. */
  readonly jurisdictionCert: string
  readonly session: Session
  /** Verifier key of the hub's log ("<name>+<hash>+<key>"); without it proofs hold against an unsigned head only. */
  readonly auditKey?: string
  readonly fetch?: Fetch
  /** In which a refusal is said: es, en, fr or pt; English if not given. Match on `code`, and show `title` and `next`. */
  readonly language?: string
  readonly now?: () => Date
}

interface Listed<T> {
  readonly items: readonly T[]
  readonly next?: string | null
}

/** Every method throws ProblemError. */
export interface Client
  extends Referrals,
    Receipts,
    DailyWork,
    Decisions,
    Auditing,
    SealedForms,
    Custody,
    Finding,
    PublicReleases,
    Matching,
    Reviews,
    Withdrawals,
    Bases,
    Books,
    OneCases,
    OwnRecords,
    Notices,
    Emergencies,
    EvidenceRequests,
    RequestTexts,
    ConsentSheets,
    Files {
  readonly requestFiles: RequestFiles
  /** Checks, seals and registers. Answers the agency's own reference to the person. */
  registerSubject(payload: SubjectPayloadInput): Promise<{ subjectRef: string }>
  /** Checks and seals, and sends nothing: for a caller that repeats the same bytes under the same key. */
  seal(payload: SubjectPayloadInput): Promise<string>
  /** Registers what `seal` has sealed, within five minutes. */
  registerSealed(sealed: string, key?: IdempotencyKey): Promise<{ subjectRef: string }>
  /** What may be read to a person who is asked for consent, one text to a language. */
  consentForms(): Promise<readonly FormTextView[]>
  /** Or another lawful basis. Of a child who is left with less: the safeguarding draft that has opened. */
  recordConsent(consent: ConsentForm, key?: IdempotencyKey): Promise<ConsentView & { readonly draftId?: string }>
  /** For the agency that recorded it. */
  getConsent(id: string): Promise<ConsentView>
  /** By a second person. */
  confirmConsent(id: string): Promise<ConsentView>
  /** The agency's own news as they come, by id only. Five times at once for one user, who hears all each time; a sixth waits until one ends. */
  news(options?: NewsOptions): AsyncIterable<NewsItem>
  /** `use`: what it is read for, if that is not what it was referred for: its sender has to have permitted it. */
  openView(referralId: string, use?: ItemUseCode): Promise<OpenedView>
  /**
   * Of an agency that holds its keys itself: what was sealed to it, to be opened offline; what was referred, or a message or report of that
   * id. Each time is an entry in the log.
   */
  sealedContents(referralId: string, messageId?: string): Promise<SealedContents>
  /** What was written about it, newest first; `before`: older ones than that message. Each reading is an entry in the log. */
  openMessages(referralId: string, before?: string): Promise<OpenedMessages>
  /** What the recipient assessed, for the sender, as far as the person has agreed. Each reading is an entry in the log. */
  openReports(referralId: string): Promise<OpenedView>
  /** For an organisation that is no member: one page, to be opened once. Tell the code by phone. Throws link_not_needed. */
  makeLink(referralId: string): Promise<NewLink>
  links(referralId: string): Promise<readonly LinkMade[]>
  /** Nobody opens it any more. Answers how many were called back. */
  callBackLink(referralId: string, key?: IdempotencyKey): Promise<number>
  /** How old what the directory of the hub holds is. */
  statement(): Promise<StatementView>
  agencies(query?: { cursor?: string; limit?: number }): Promise<Page<AgencyView>>
  auditEntries(referralId: string, cursor?: string): Promise<Page<AuditEntryView>>
  /** Verified before it is answered. */
  auditProof(entryId: string): Promise<VerifiedProof>
  checkpoint(): Promise<Checkpoint>
  /** The head of today, which is proved to go on from an earlier one that was kept. Throws audit_proof_invalid: the log was rewritten since. */
  checkpointAfter(earlier: Checkpoint): Promise<Checkpoint>
}

export function createClient(options: ClientOptions): Client {
  const { urls, hub, session, jurisdictionCert, auditKey, language } = options
  const now = options.now ?? (() => new Date())
  // Wrapped: a browser's fetch must be called on its window.
  const api = createApi({ urls, session, language, now, fetch: options.fetch ?? ((url, init) => fetch(url, init)) })

  const trusting = { hub, jurisdictionCert, now }
  const sealCertificate = fetchSealCertificate(api, trusting)
  const viewSigner = fetchViewSigner(api, trusting)
  const registerSealed = (sealed: string, key?: IdempotencyKey) =>
    api.post<{ subjectRef: string }>('redaction', '/subjects', { sealed }, key)
  const seal = async (payload: SubjectPayloadInput) => {
    const checked = checkSubject(payload)
    return sealSubject({ certificate: await sealCertificate(), session, payload: checked, now: now() })
  }

  const checkpoint = async () => {
    const note = await api.text('audit', '/checkpoint')
    return readCheckpoint(note, auditKey).catch((cause: unknown) => {
      throw own('audit_proof_invalid', { cause })
    })
  }

  const client: Client = {
    ...referrals(api),
    ...receipts(api),
    ...dailyWork(api),
    ...decisions(api),
    ...auditing(api, auditKey),
    ...custody(api),
    ...withdrawals(api),
    ...bases(api),
    ...books(api),
    ...oneCases(api),
    ...ownRecords(api, { session, viewSigner, now }),
    ...notices(api, { session, viewSigner, now }),
    ...finding(api, { session, sealCertificate, viewSigner, now }),
    ...publicReleases(api, { session, sealCertificate, viewSigner, now }),
    ...matching(api),
    ...reviews(api, { session, sealCertificate, viewSigner, now }),
    news: newsOptions => followNews(api, newsOptions),
    ...emergencies(api, { session, viewSigner, now }),
    ...evidenceRequests(api),
    ...requestTexts(api, { session, sealCertificate, viewSigner, now }),
    ...consentSheets(api, { session, sealCertificate, viewSigner, now }),
    ...files(api, { session, sealCertificate, viewSigner, now }),
    requestFiles: requestFiles(api, { session, sealCertificate, viewSigner, now }),
    ...sealedForms(api, { session, sealCertificate, now }),
    seal,
    registerSealed,
    registerSubject: payload => api.postSealed('redaction', '/subjects', () => seal(payload)),
    consentForms: async () => (await api.get<Listed<FormTextView>>('consent', '/consent-forms')).items,
    recordConsent: (consent, key) => api.post('consent', '/consents', consent, key),
    getConsent: id => api.get('consent', `/consents/${encodeURIComponent(id)}`),
    confirmConsent: id => api.post('consent', `/consents/${encodeURIComponent(id)}/confirmation`, {}),
    async openView(referralId, use) {
      // First: without it the answer could not be believed, and the opening would stand in the log for nothing.
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId, now: now() })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/views', {
        ...{ request, ...(use !== undefined && { use }) },
      })
      return openSealedView(sealed, { session, referralId, request, signer, now: now() })
    },
    async sealedContents(referralId, messageId) {
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId, now: now(), route: 'POST /sealed-contents' })
      const asked = { request, ...(messageId !== undefined && { messageId }) }
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/sealed-contents', asked)
      return openSealedContents(sealed, { session, referralId, request, signer, now: now() })
    },
    async openMessages(referralId, before) {
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId, now: now(), route: 'POST /message-views' })
      const body = { request, ...(before === undefined ? {} : { before }) }
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/message-views', body)
      return openSealedMessages(sealed, { session, referralId, request, signer, now: now() })
    },
    async openReports(referralId) {
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId, now: now(), route: 'POST /assessment-views' })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/assessment-views', { request })
      return openSealedReports(sealed, { session, referralId, request, signer, now: now() })
    },
    async makeLink(referralId) {
      const signer = await viewSigner()
      const request = await viewRequest({ session, referralId, now: now(), route: 'POST /links' })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/links', { request })
      return openSealedLink(sealed, { session, referralId, request, signer, now: now() })
    },
    links: async referralId =>
      (await api.get<Listed<LinkMade>>('redaction', `/links/${encodeURIComponent(referralId)}`)).items,
    callBackLink: async (referralId, key) => {
      const path = `/links/${encodeURIComponent(referralId)}/call-back`
      return (await api.post<{ calledBack: number }>('redaction', path, {}, key)).calledBack
    },
    statement: () => api.get<StatementView>('directory', '/hubs/own/statement'),
    async agencies(query) {
      const { items, next } = await api.get<Listed<AgencyView>>('directory', '/agencies', query)
      return pageOf(items, next)
    },
    async auditEntries(referralId, cursor) {
      type Answer = { entries: AuditEntryView[]; next?: string }
      const { entries, next } = await api.get<Answer>('audit', '/entries', { referralId, cursor })
      return pageOf(entries, next)
    },
    async auditProof(entryId) {
      const proof = await api.get<ProofView>('audit', `/entries/${encodeURIComponent(entryId)}/proof`)
      return verifyProof(proof, auditKey)
    },
    checkpoint,
    async checkpointAfter(earlier) {
      const head = await checkpoint()
      const { proof } =
        head.size < earlier.size
          ? { proof: [] }
          : await api.get<{ proof: string[] }>('audit', '/consistency', { from: earlier.size, to: head.size })
      const goesOn = await verifyConsistency(earlier, head, proof).catch(() => false)
      if (!goesOn) throw own('audit_proof_invalid')
      return head
    },
  }
  return language === undefined ? client : speaking(client, language)
}
