import { type Api, pageOf } from './api/request.ts'
import type {
  AlertQuestions,
  AlertView,
  AlertWithEntries,
  AuditEntryView,
  CertifiedPost,
  DeskView,
  EntrySearch,
  ErasureProof,
  HeardErasure,
  IdempotencyKey,
  NewRegisterLine,
  Page,
  RegisterLine,
  SampleListed,
  SampleView,
  WitnessedHeads,
} from './api/types.ts'
import { readEntryProof } from './audit/entry-proof.ts'
import { type HubCertificates, joinDelivery } from './audit/join-delivery.ts'
import { whatLeft } from './audit/what-left.ts'
import type { EvidenceItem } from './evidence.ts'
import { own } from './own-refusals.ts'
import { ProblemError } from './problem.ts'

/** One file that shows a court who disclosed what on which grounds, without saying about whom. */
export interface CourtProof {
  /** C2SP tlog-proof: `npm run audit:verify -- --proof FILE --keys FILE --jurisdiction FILE` takes it. */
  readonly file: string
  /** Names of those outside who signed the head; none: nobody has seen the entry yet, and the file does not hold by itself. */
  readonly witnesses: readonly string[]
  /** How many signed statements of hubs about what left are in it. Undefined: nothing left for another hub by that entry. */
  readonly statements: number | undefined
}

type Moved = Promise<AlertView>
type Said = readonly Required<Pick<CertifiedPost, 'userId' | 'needed'>>[]

/** What auditors do, who see references alone. Each reading is an entry of the log itself. Every method throws ProblemError. */
export interface Auditing {
  searchEntries(search: EntrySearch, cursor?: string): Promise<Page<AuditEntryView>>
  /** C2SP tlog-proof of an entry, as the hub gives it out; unverified. */
  entryProof(entryId: string): Promise<string>
  /** What both hubs have stated about a package, message, report, text or file, by the entry's `packageId`; nothing: nobody has yet. */
  deliveryEvidence(packageId: string): Promise<readonly EvidenceItem[]>
  /** The proof of an entry, verified against the log's key, with what hubs have stated about what left by it. */
  courtProof(entryId: string): Promise<CourtProof>
  /** What can be chosen, in the hub's own words. */
  desk(): Promise<DeskView>
  /** What is overdue first, then the graver before the lighter. */
  alerts(state: 'open' | 'following' | 'closed', cursor?: string): Promise<Page<AlertView>>
  alert(id: string): Promise<AlertWithEntries>
  /** What this hub keeps as a witness of other logs: that one of them was rewritten is proved by it. */
  witnessedHeads(): Promise<WitnessedHeads>
  askAboutAlert(id: string, code: string, key?: IdempotencyKey): Moved
  findOnAlert(id: string, code: string, key?: IdempotencyKey): Moved
  settleAlert(id: string, code: string, key?: IdempotencyKey): Moved
  /** For a supervisor: what auditors ask about the own agency. */
  alertQuestions(): Promise<AlertQuestions>
  answerAlert(id: string, code: string, key?: IdempotencyKey): Moved
  /** For a supervisor: who may sign in for the own agency, to be certified. */
  certifications(): Promise<readonly RegisterLine[]>
  /** Whether each is still needed; nobody says it of themselves. */
  certifyPosts(lineId: string, said: Said, key?: IdempotencyKey): Promise<RegisterLine>
  /** The same by an auditor, of any agency: for who has nobody else to say it. */
  certifyPostsAsAuditor(lineId: string, said: Said, key?: IdempotencyKey): Promise<RegisterLine>
  registerLines(register: string, state: 'open' | 'closed', cursor?: string): Promise<Page<RegisterLine>>
  openRegisterLine(register: string, line: NewRegisterLine, key?: IdempotencyKey): Promise<RegisterLine>
  takeRegisterStep(lineId: string, step: string, key?: IdempotencyKey): Promise<RegisterLine>
  erasuresHeard(): Promise<readonly HeardErasure[]>
  /** The document as the hub gives it: it verifies offline. */
  erasureProof(erasureId: string): Promise<ErasureProof>
  samples(): Promise<readonly SampleListed[]>
  sample(period: string): Promise<SampleView>
  drawSample(period: string, key?: IdempotencyKey): Promise<SampleView>
  reviewSampled(period: string, entryId: string, finding: string, key?: IdempotencyKey): Promise<SampleView>
}

/** `auditKey`: verifier key of the hub's log. */
export function auditing(api: Api, auditKey?: string): Auditing {
  const id = encodeURIComponent
  const entryProof = (entry: string) => api.text('audit', `/entries/${id(entry)}/tlog-proof`)
  const deliveryEvidence = (packageId: string) =>
    api.get<{ items: EvidenceItem[] }>('exchange', `/deliveries/${id(packageId)}/evidence`).then(
      ({ items }) => items,
      error => {
        if (error instanceof ProblemError && error.status === 404) return []
        throw error
      },
    )
  const move = (path: string) => (alert: string, code: string, key?: IdempotencyKey) =>
    api.post<AlertView>('audit', path.replace(':id', id(alert)), { code }, key)
  return {
    async searchEntries({ actions = [], ...search }, cursor) {
      const query = { ...search, actions: actions.length === 0 ? undefined : actions.join(','), cursor }
      const { entries, next } = await api.get<{ entries: AuditEntryView[]; next?: string }>('audit', '/entries', query)
      return pageOf(entries, next)
    },
    entryProof,
    deliveryEvidence,
    async courtProof(entryId) {
      const proof = await entryProof(entryId)
      const { entry, witnesses } = await readEntryProof(proof, entryId, auditKey)
      const left = whatLeft(entry)
      // An entry of an older version does not name what left.
      if (!left?.id) return { file: proof, witnesses, statements: undefined }
      const evidence = await deliveryEvidence(left.id)
      const issuers = new Set(evidence.map(({ issuer }) => issuer))
      const hubs = await Promise.all([...issuers].map(hub => api.get<HubCertificates>('directory', `/hubs/${id(hub)}`)))
      const { file, count } = await joinDelivery({ proof, evidence, hubs }).catch((cause: unknown) => {
        throw own('evidence_invalid', { cause })
      })
      return { file, witnesses, statements: count }
    },
    desk: () => api.get('audit', '/desk'),
    async alerts(state, cursor) {
      const query = { state, limit: 200, cursor }
      const { alerts, next } = await api.get<{ alerts: AlertView[]; next?: string }>('audit', '/alerts', query)
      return pageOf(alerts, next)
    },
    alert: alert => api.get('audit', `/alerts/${id(alert)}`),
    witnessedHeads: () => api.get('audit', '/witnessed'),
    askAboutAlert: move('/alerts/:id/questions'),
    findOnAlert: move('/alerts/:id/finding'),
    settleAlert: move('/alerts/:id/measure'),
    alertQuestions: () => api.again('audit', '/alert-questions'),
    answerAlert: move('/alert-questions/:id/answer'),
    certifications: async () =>
      (await api.again<{ certifications: RegisterLine[] }>('audit', '/certifications')).certifications,
    certifyPosts: (line, posts, key) => api.post('audit', `/certifications/${id(line)}/posts`, { posts }, key),
    certifyPostsAsAuditor: (line, posts, key) => api.post('audit', `/register-lines/${id(line)}/posts`, { posts }, key),
    async registerLines(register, state, cursor) {
      type Answer = { lines: RegisterLine[]; next?: string }
      const { lines, next } = await api.get<Answer>('audit', `/registers/${id(register)}`, { state, cursor })
      return pageOf(lines, next)
    },
    openRegisterLine: (register, line, key) => api.post('audit', `/registers/${id(register)}`, line, key),
    takeRegisterStep: (line, step, key) => api.post('audit', `/register-lines/${id(line)}/steps`, { step }, key),
    erasuresHeard: async () => (await api.get<{ erasures: HeardErasure[] }>('audit', '/erasures')).erasures,
    erasureProof: erasure => api.get('audit', `/erasures/${id(erasure)}/proof`),
    samples: async () => (await api.get<{ samples: SampleListed[] }>('audit', '/samples')).samples,
    sample: period => api.get('audit', `/samples/${id(period)}`),
    drawSample: (period, key) => api.post('audit', '/samples', { period }, key),
    reviewSampled: (period, entry, finding, key) =>
      api.post('audit', `/samples/${id(period)}/items/${id(entry)}/review`, { finding }, key),
  }
}
