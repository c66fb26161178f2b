import { defineEvent, type EventContract } from './define.ts'
import {
  BasisDueSchema,
  ChildConsentRefusedSchema,
  DestructionAskedSchema,
  ExclusionsRecordedSchema,
  GrantImportedSchema,
  GrantRefusedSchema,
  HolderNewsSchema,
  StatementMadeSchema,
  WithdrawnSchema,
} from './gen/amparo/consent/v1/consent_pb.ts'
import { KeysChangedSchema } from './gen/amparo/directory/v1/directory_pb.ts'
import {
  EvidenceReceivedSchema,
  FileCarriedSchema,
  FileReceivedSchema,
  FileSettledSchema,
  ItemsGoneSchema,
  MatchReceivedSchema,
  MatchSettledSchema,
  MessageReceivedSchema,
  MessageSettledSchema,
  PackageReceivedSchema,
  PackageReturnedSchema,
  ReferralUpdateReceivedSchema,
  RequestDiscardedSchema,
  RequestNewsSchema,
  RequestSignedSchema,
  StatementReceivedSchema,
  UseMovedSchema,
} from './gen/amparo/exchange/v1/exchange_pb.ts'
import {
  AssessmentRecordedSchema,
  CertificateRenewedSchema,
  DestructionSettledSchema,
  FileBuiltSchema,
  FileOpenedSchema,
  FileRefusedSchema,
  FileStoredSchema,
  GlassBrokenSchema,
  GuardianshipChangedSchema,
  HubBarredSchema,
  JournalWrittenSchema,
  LettersOpenedSchema,
  LinkAnsweredSchema,
  MatchBuiltSchema,
  MessageBuiltSchema,
  MessageOpenedSchema,
  MessageRefusedSchema,
  MessageStoredSchema,
  PackageBuiltSchema,
  PackageNotBuiltSchema,
  PackageOpenedSchema,
  PackageRefusedSchema,
  RecordCompletedSchema,
  RecordsLinkedSchema,
  RecordsUnlinkedSchema,
  SheetMovedSchema,
  SubjectErasedSchema,
  SupplementStoredSchema,
  ViewOpenedSchema,
} from './gen/amparo/redaction/v1/redaction_pb.ts'
import {
  DraftEndedSchema,
  PlacedSchema,
  ReferralAssignedSchema,
  ReferralChangedSchema,
  ReferralEndedSchema,
  ReferralEscalatedSchema,
  ReferralReceivedSchema,
  ReferralRefusedSchema,
  ReferralSubmittedSchema,
  ReferralTakenOverSchema,
  ReinstatedSchema,
  TakenBackSchema,
  UsesMovedSchema,
} from './gen/amparo/referral/v1/referral_pb.ts'
import type { ServiceName } from './services.ts'

export const referralSubmitted = defineEvent('referral.submitted.v1', ReferralSubmittedSchema, ['redaction'])
export const referralReceived = defineEvent('referral.received.v1', ReferralReceivedSchema, ['exchange'])
export const referralRefused = defineEvent('referral.refused.v1', ReferralRefusedSchema, [
  'redaction',
  'consent',
  'exchange',
])
export const referralChanged = defineEvent('referral.changed.v1', ReferralChangedSchema, ['exchange'])
export const referralAssigned = defineEvent('referral.assigned.v1', ReferralAssignedSchema, ['audit'], { logged: true })
export const referralEscalated = defineEvent('referral.escalated.v1', ReferralEscalatedSchema, ['audit'], {
  logged: true,
})
export const referralTakenOver = defineEvent(
  'referral.taken-over.v1',
  ReferralTakenOverSchema,
  ['audit', 'redaction', 'consent'],
  {
    logged: true,
  },
)
export const referralEnded = defineEvent('referral.ended.v1', ReferralEndedSchema, ['audit'], { logged: true })
export const placed = defineEvent('referral.placed.v1', PlacedSchema, ['redaction'])
export const takenBack = defineEvent('referral.taken-back.v1', TakenBackSchema, ['redaction', 'exchange', 'consent'])
export const reinstated = defineEvent('referral.reinstated.v1', ReinstatedSchema, ['exchange'])
export const usesMoved = defineEvent('referral.uses-moved.v1', UsesMovedSchema, ['audit', 'consent'], { logged: true })
export const draftEnded = defineEvent('referral.draft-ended.v1', DraftEndedSchema, ['consent'])

export const grantImported = defineEvent('consent.grant-imported.v1', GrantImportedSchema, ['referral', 'redaction'])
export const grantRefused = defineEvent('consent.grant-refused.v1', GrantRefusedSchema, ['redaction', 'exchange'])
export const childConsentRefused = defineEvent('consent.child-consent-refused.v1', ChildConsentRefusedSchema, [
  'referral',
])
export const exclusionsRecorded = defineEvent('consent.exclusions-recorded.v1', ExclusionsRecordedSchema, ['redaction'])
export const basisDue = defineEvent('consent.basis-due.v1', BasisDueSchema, ['referral'])
export const consentWithdrawn = defineEvent('consent.withdrawn.v1', WithdrawnSchema, [
  'referral',
  'exchange',
  'redaction',
])
export const statementMade = defineEvent('consent.statement-made.v1', StatementMadeSchema, ['exchange'])
export const holderNews = defineEvent('consent.holder-news.v1', HolderNewsSchema, ['referral'])
export const destructionAsked = defineEvent('consent.destruction-asked.v1', DestructionAskedSchema, ['redaction'])

export const packageBuilt = defineEvent('redaction.package-built.v1', PackageBuiltSchema, ['exchange'])
export const packageNotBuilt = defineEvent('redaction.package-not-built.v1', PackageNotBuiltSchema, ['referral'])
export const packageOpened = defineEvent('redaction.package-opened.v1', PackageOpenedSchema, ['consent'])
export const packageRefused = defineEvent('redaction.package-refused.v1', PackageRefusedSchema, ['exchange'])
export const viewOpened = defineEvent('redaction.view-opened.v1', ViewOpenedSchema, ['exchange'])

export const assessmentRecorded = defineEvent('redaction.assessment-recorded.v1', AssessmentRecordedSchema, [
  'referral',
])
export const linkAnswered = defineEvent('redaction.link-answered.v1', LinkAnsweredSchema, ['referral'])
export const recordCompleted = defineEvent('redaction.record-completed.v1', RecordCompletedSchema, ['referral'])
export const messageStored = defineEvent('redaction.message-stored.v1', MessageStoredSchema, ['referral', 'exchange'])
export const messageBuilt = defineEvent('redaction.message-built.v1', MessageBuiltSchema, ['exchange'])
export const messageOpened = defineEvent('redaction.message-opened.v1', MessageOpenedSchema, ['exchange'])
export const lettersOpened = defineEvent('redaction.letters-opened.v1', LettersOpenedSchema, ['exchange'])
export const supplementStored = defineEvent('redaction.supplement-stored.v1', SupplementStoredSchema, [
  'exchange',
  'referral',
])
export const messageRefused = defineEvent('redaction.message-refused.v1', MessageRefusedSchema, ['exchange'])

export const subjectErased = defineEvent('redaction.subject-erased.v1', SubjectErasedSchema, [
  'referral',
  'consent',
  'exchange',
  'audit',
])
export const recordsLinked = defineEvent('redaction.records-linked.v1', RecordsLinkedSchema, ['consent'])
export const recordsUnlinked = defineEvent('redaction.records-unlinked.v1', RecordsUnlinkedSchema, ['consent'])
export const hubBarred = defineEvent('redaction.hub-barred.v1', HubBarredSchema, ['consent'])
export const guardianshipChanged = defineEvent('redaction.guardianship-changed.v1', GuardianshipChangedSchema, [
  'consent',
])
export const sheetMoved = defineEvent('redaction.sheet-moved.v1', SheetMovedSchema, ['consent'])
export const certificateRenewed = defineEvent('redaction.certificate-renewed.v1', CertificateRenewedSchema, [
  'directory',
])
export const destructionSettled = defineEvent('redaction.destruction-settled.v1', DestructionSettledSchema, ['consent'])
export const glassBroken = defineEvent('redaction.glass-broken.v1', GlassBrokenSchema, ['audit', 'referral'])
/** Not numbered for the log: its lines have numbers of their own, under redaction's signature, and may have come by themselves. */
export const journalWritten = defineEvent('redaction.journal-written.v1', JournalWrittenSchema, ['audit'])

export const matchBuilt = defineEvent('redaction.match-built.v1', MatchBuiltSchema, ['exchange'])

export const fileBuilt = defineEvent('redaction.file-built.v1', FileBuiltSchema, ['exchange'])
export const fileStored = defineEvent('redaction.file-stored.v1', FileStoredSchema, ['exchange'])
export const fileRefused = defineEvent('redaction.file-refused.v1', FileRefusedSchema, ['exchange'])
export const fileOpened = defineEvent('redaction.file-opened.v1', FileOpenedSchema, ['exchange'])

export const packageReceived = defineEvent('exchange.package-received.v1', PackageReceivedSchema, ['redaction'])
export const referralUpdateReceived = defineEvent(
  'exchange.referral-update-received.v1',
  ReferralUpdateReceivedSchema,
  ['referral'],
)
export const messageReceived = defineEvent('exchange.message-received.v1', MessageReceivedSchema, ['redaction'])
export const statementReceived = defineEvent('exchange.statement-received.v1', StatementReceivedSchema, ['consent'])
export const messageSettled = defineEvent('exchange.message-settled.v1', MessageSettledSchema, ['redaction'])
export const packageReturned = defineEvent('exchange.package-returned.v1', PackageReturnedSchema, ['redaction'])
export const evidenceReceived = defineEvent('exchange.evidence-received.v1', EvidenceReceivedSchema, ['referral'])
export const matchReceived = defineEvent('exchange.match-received.v1', MatchReceivedSchema, ['redaction'])
export const matchSettled = defineEvent('exchange.match-settled.v1', MatchSettledSchema, ['redaction'])

export const fileReceived = defineEvent('exchange.file-received.v1', FileReceivedSchema, ['redaction'])
export const fileCarried = defineEvent('exchange.file-carried.v1', FileCarriedSchema, ['redaction'])
export const fileSettled = defineEvent('exchange.file-settled.v1', FileSettledSchema, ['redaction'])

export const requestSigned = defineEvent('exchange.request-signed.v1', RequestSignedSchema, ['redaction'])
export const useMoved = defineEvent('exchange.use-moved.v1', UseMovedSchema, ['audit'], { logged: true })
export const itemsGone = defineEvent('exchange.items-gone.v1', ItemsGoneSchema, ['redaction'])
export const requestNews = defineEvent('exchange.request-news.v1', RequestNewsSchema, ['referral'])
export const requestDiscarded = defineEvent('exchange.request-discarded.v1', RequestDiscardedSchema, ['redaction'])

export const keysChanged = defineEvent('directory.keys-changed.v1', KeysChangedSchema, ['audit'], { logged: true })

/** What a service has done with keys of its own: before it signs with another one, that is told. */
const ownKeysChanged = (source: ServiceName) =>
  defineEvent(`${source}.keys-changed.v1`, KeysChangedSchema, ['audit'], { logged: true })
export const accountsKeysChanged = ownKeysChanged('accounts')
export const consentKeysChanged = ownKeysChanged('consent')
export const exchangeKeysChanged = ownKeysChanged('exchange')
export const redactionKeysChanged = ownKeysChanged('redaction')

/** Every event there is. Streams, consumers, permissions and docs/events.md are made from this list. */
export const EVENTS: readonly EventContract[] = [
  referralSubmitted,
  referralReceived,
  referralRefused,
  referralChanged,
  referralAssigned,
  referralEscalated,
  referralTakenOver,
  referralEnded,
  placed,
  takenBack,
  reinstated,
  usesMoved,
  draftEnded,
  grantImported,
  grantRefused,
  childConsentRefused,
  exclusionsRecorded,
  basisDue,
  consentWithdrawn,
  statementMade,
  holderNews,
  destructionAsked,
  packageBuilt,
  packageNotBuilt,
  packageOpened,
  packageRefused,
  viewOpened,
  assessmentRecorded,
  linkAnswered,
  recordCompleted,
  messageStored,
  messageBuilt,
  messageRefused,
  messageOpened,
  lettersOpened,
  destructionSettled,
  glassBroken,
  journalWritten,
  supplementStored,
  subjectErased,
  recordsLinked,
  recordsUnlinked,
  sheetMoved,
  hubBarred,
  guardianshipChanged,
  certificateRenewed,
  packageReceived,
  referralUpdateReceived,
  messageReceived,
  statementReceived,
  messageSettled,
  evidenceReceived,
  packageReturned,
  keysChanged,
  accountsKeysChanged,
  consentKeysChanged,
  exchangeKeysChanged,
  redactionKeysChanged,
  matchBuilt,
  matchReceived,
  matchSettled,
  requestSigned,
  requestDiscarded,
  requestNews,
  itemsGone,
  useMoved,
  fileBuilt,
  fileStored,
  fileRefused,
  fileOpened,
  fileReceived,
  fileCarried,
  fileSettled,
]
