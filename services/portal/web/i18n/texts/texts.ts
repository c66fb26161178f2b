import type { FieldName } from '../../form/draft.ts'
import type { StepName } from '../../form/steps.ts'
import type { CustodyTexts } from '../custody/texts.ts'
import type { DeskTexts } from '../desk/texts.ts'
import type { EvidenceTexts } from '../evidence/texts.ts'
import type { FilesTexts } from '../files/texts.ts'
import type { FindingTexts } from '../finding/texts.ts'
import type { MatchingTexts } from '../matching/texts.ts'
import type { OneCaseTexts } from '../one-case/texts.ts'
import type { ReviewTexts } from '../review/texts.ts'
import type { WorkTexts } from '../work/texts.ts'
import type { CaseTexts } from './case/case-texts.ts'
import type { EmergencyTexts } from './emergency/emergency-texts.ts'
import type { FallbackTexts } from './fallback/fallback-texts.ts'
import type { HeldTexts } from './held/held-texts.ts'
import type { LinkTexts } from './link/link-texts.ts'
import type { LogTexts } from './log/log-texts.ts'
import type { RecordTexts } from './record/record-texts.ts'
import type { SealedTexts } from './sealed/sealed-texts.ts'

export interface FieldText {
  readonly label: string
  readonly hint?: string
}

/** What may be wrong with one field. */
export type FaultCode =
  | 'required'
  | 'invalid'
  | 'unknown_code'
  | 'unexpected_field'
  | 'hidden_character'
  | 'age_in_doubt_means_child'
  | 'age_unknown'
  | 'ends_before_start'
  | 'in_the_past'
  | 'in_the_future'
  | 'too_long_ago'
  | 'before_what_it_follows'
  | 'paper_number_misread'
  | 'sheet_of_another'
  | 'document_incomplete'
  | 'event_incomplete'
  | 'fear_unasked'
  | 'state_feared'
  | 'feared_apart'

/** Names of the parts of a view. */
export type ViewKey =
  | 'names'
  | 'aliases'
  | 'dateOfBirth'
  | 'gender'
  | 'nationalities'
  | 'codeName'
  | 'phones'
  | 'emails'
  | 'safeContact'
  | 'channel'
  | 'value'
  | 'when'
  | 'codeWord'
  | 'language'
  | 'documents'
  | 'type'
  | 'number'
  | 'addresses'
  | 'guardian'
  | 'name'
  | 'relation'
  | 'phone'
  | 'informed'
  | 'migrationStatus'
  | 'risks'
  | 'needs'
  | 'languages'
  | 'ageBand'
  | 'status'
  | 'exploitationTypes'
  | 'methodsOfControl'
  | 'recruitment'
  | 'events'
  | 'country'
  | 'from'
  | 'to'
  | 'text'
  | 'lang'
  | 'attachments'
  | 'mediaType'
  | 'description'
  | 'isMinor'
  | 'persons'
  | 'vehicles'
  | 'accounts'
  | 'routes'
  | 'methods'
  | 'statements'
  | 'passages'
  | 'fearOfReturn'
  | 'role'
  | 'kind'
  | 'plate'
  | 'service'
  | 'handle'
  | 'reference'
  | 'derivativeOf'
  | 'derivative'
  | 'mode'
  | 'policyHash'
  | 'madeAt'
  | 'takenAt'
  | 'place'
  | 'recording'
  | 'seconds'
  | 'interpreter'
  | 'present'
  | 'rights'
  | 'read'
  | 'counsel'
  | 'supersedes'
  | 'current'
  | 'statement'
  | 'original'
  | 'textSha256'
  | 'recordingSha256'

/** Every text of the page in one language. A missing one fails the type check. */
export interface Texts extends WorkTexts {
  readonly app: {
    readonly skip: string
    readonly hub: string
    readonly language: string
    readonly main: string
    readonly loading: string
    readonly notFound: string
    readonly notFoundNext: string
    readonly toStart: string
    readonly yes: string
    readonly no: string
    readonly unknown: string
    readonly none: string
    readonly cancel: string
    readonly reload: string
    readonly choose: string
    /** Between a name and what is said of it, and between the parts of a list, with their spaces. */
    readonly colon: string
    readonly semicolon: string
    readonly why: string
    readonly add: string
    readonly remove: (what: string) => string
    readonly unavailable: string
  }
  readonly nav: {
    readonly newReferral: string
    readonly inbox: string
    readonly sent: string
    readonly confirm: string
    readonly log: string
    readonly signOut: string
  }
  readonly welcome: {
    readonly title: string
    readonly lead: string
    readonly points: readonly string[]
    readonly signIn: string
    readonly answered: string
    readonly answeredNext: string
  }
  readonly again: {
    readonly stepUpTitle: string
    readonly stepUp: string
    readonly endedTitle: string
    readonly ended: string
    readonly idleTitle: string
    readonly idle: string
    readonly button: string
    readonly waiting: string
    readonly anew: string
    readonly failed: string
  }
  readonly leave: {
    readonly title: string
    readonly lead: string
    readonly stay: string
    readonly leave: string
  }
  readonly list: {
    readonly inboxTitle: string
    readonly sentTitle: string
    readonly inboxLead: string
    readonly sentLead: string
    readonly empty: string
    readonly filter: string
    readonly all: string
    readonly more: string
    readonly from: string
    readonly to: string
    readonly due: string
    readonly overdue: string
    readonly services: string
    readonly sentAt: string
    readonly mine: string
    readonly unassigned: string
    readonly shown: (count: number) => string
  }
  readonly referral: {
    readonly title: string
    readonly back: string
    readonly protocol: string
    readonly purpose: string
    readonly services: string
    readonly assigned: string
    readonly assignedToYou: string
    readonly assignedToOthers: (count: number) => string
    readonly assignedToNobody: string
    readonly delivery: string
    readonly subjectRef: string
    readonly draftNote: string
    readonly sendDraft: string
    readonly openedAt: string
    readonly refresh: string
  }
  readonly view: {
    readonly use: string
    readonly useHint: string
    readonly useOlder: (version: number) => string
    readonly uses: Readonly<Record<string, string>>
    readonly title: string
    readonly lead: string
    readonly open: string
    readonly needsAssignment: string
    readonly opening: string
    readonly close: string
    readonly remaining: (minutes: number) => string
    readonly cleared: string
    readonly incomplete: string
    readonly withheld: string
    readonly technical: string
    readonly nothingWithheld: string
    readonly purpose: string
    readonly basis: string
    readonly logged: (index: number) => string
    readonly source: string
    readonly information: string
    readonly handling: string
    readonly masked: string
    readonly empty: string
    readonly labels: Readonly<Record<ViewKey, string>>
  }
  readonly form: {
    readonly title: string
    readonly lead: string
    readonly steps: Readonly<Record<StepName, string>>
    readonly progress: (now: number, of: number) => string
    readonly stepLead: Readonly<Record<StepName, string>>
    readonly next: string
    readonly previous: string
    readonly edit: (step: string) => string
    readonly summary: (count: number) => string
    readonly faults: Readonly<Record<FaultCode, string>>
    readonly optional: string
    readonly onePerLine: string
    readonly minor: Readonly<Record<'no' | 'yes' | 'doubt', string>>
    readonly documentType: string
    readonly documentNumber: string
    readonly addDocument: string
    readonly document: (n: number) => string
    readonly eventType: string
    readonly eventCountry: string
    readonly eventFrom: string
    readonly eventTo: string
    readonly addEvent: string
    readonly event: (n: number) => string
    readonly fromBirth: (band: string) => string
    readonly guardianSuspected: string
    readonly scopeAgency: (name: string) => string
    readonly scopeType: (type: string, hub: string) => string
    readonly textsUnread: (agency: string) => string
    readonly noAgency: string
    readonly formText: string
    readonly noFormText: (language: string, shown: string) => string
    readonly scopeNoAgency: string
    readonly purposeImplied: string
    readonly marks: {
      readonly kind: string
      readonly mark: string
      readonly done: string
      readonly nothing: string
      readonly passage: (n: number) => string
    }
    readonly orderFile: string
    readonly orderFileDone: string
    readonly sheetTaken: string
    readonly sheetReady: string
    readonly sheetUnfit: string
    readonly sheetLater: string
    readonly refused: Readonly<Record<'nobody' | 'self' | 'guardian', string>>
    readonly secondNeeded: string
    readonly reviewNeeded: string
    readonly reviewLink: string
    readonly excluded: (n: number) => string
    readonly addExcluded: string
    readonly excludedLasts: string
    readonly ownWords: string
    readonly everyOfKind: string
    readonly officer: string
    readonly everyOfficer: string
    readonly ways: Readonly<Record<'refer' | 'link', string>>
    readonly secondPerson: string
    readonly childWithoutGuardian: string
    readonly anyType: string
    /** For whom an agency is, where that is not the person. */
    readonly forWhom: {
      readonly only: (agency: string, whom: string) => string
      readonly from: (years: number) => string
      readonly upTo: (years: number) => string
      readonly between: (from: number, to: number) => string
      readonly chosen: (agency: string, whom: string) => string
      readonly none: string
    }
    readonly seeAbove: string
    readonly send: string
    readonly sending: string
    readonly nothingStored: string
    readonly stages: Readonly<Record<'seal' | 'register' | 'consent' | 'referral', string>>
    readonly stageState: Readonly<Record<'waiting' | 'doing' | 'done' | 'failed', string>>
    readonly kept: string
    readonly sentTitle: string
    readonly sentLead: string
    readonly openReferral: string
    readonly confirmNeeded: (until: string) => string
    readonly confirmLink: string
    readonly another: string
    readonly draftOpened: string
    readonly fields: Readonly<Record<FieldName, FieldText>>
  }
  readonly confirm: {
    readonly title: string
    readonly lead: string
    readonly id: string
    readonly idHint: string
    readonly load: string
    readonly basis: string
    readonly status: string
    readonly question: string
    readonly button: string
    readonly done: string
    readonly invalidId: string
  }
  readonly case: CaseTexts
  readonly custody: CustodyTexts
  readonly desk: DeskTexts
  readonly evidence: EvidenceTexts
  readonly files: FilesTexts
  readonly finding: FindingTexts
  readonly matching: MatchingTexts
  readonly review: ReviewTexts
  readonly fallback: FallbackTexts
  readonly link: LinkTexts
  readonly record: RecordTexts
  readonly emergency: EmergencyTexts
  readonly held: HeldTexts
  readonly oneCase: OneCaseTexts
  readonly sealed: SealedTexts
  readonly log: LogTexts
}
