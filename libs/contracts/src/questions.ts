import { defineQuestion, type QuestionContract } from './define.ts'
import { EVENTS } from './events.ts'
import {
  DeparturesRequestSchema,
  DeparturesResponseSchema,
  EndedSignInsRequestSchema,
  EndedSignInsResponseSchema,
  PostsRequestSchema,
  PostsResponseSchema,
  StaffRequestSchema,
  StaffResponseSchema,
} from './gen/amparo/accounts/v1/accounts_pb.ts'
import {
  AppendRequestSchema,
  AppendResponseSchema,
  CountedRequestSchema,
  CountedResponseSchema,
  JournalHeadRequestSchema,
  JournalHeadResponseSchema,
  LooksRequestSchema,
  LooksResponseSchema,
} from './gen/amparo/audit/v1/audit_pb.ts'
import { CoveredRequestSchema, CoveredResponseSchema } from './gen/amparo/common/v1/messaging_pb.ts'
import {
  DecideRequestSchema,
  DecideResponseSchema,
  EvidencePermitRequestSchema,
  EvidencePermitResponseSchema,
  MatchRequestSchema,
  MatchResponseSchema,
  NoticeRequestSchema,
  NoticeResponseSchema,
  NoticesStandingRequestSchema,
  NoticesStandingResponseSchema,
  RecordRequestSchema,
  RecordResponseSchema,
  ReidentifyRequestSchema,
  ReidentifyResponseSchema,
  SuitableRequestSchema,
  SuitableResponseSchema,
} from './gen/amparo/consent/v1/consent_pb.ts'
import {
  AgenciesRequestSchema,
  AgenciesResponseSchema,
  AgencyRequestSchema,
  AgencyResponseSchema,
  HubRequestSchema,
  HubResponseSchema,
  InstrumentsRequestSchema,
  InstrumentsResponseSchema,
  OfferingRequestSchema,
  OfferingResponseSchema,
} from './gen/amparo/directory/v1/directory_pb.ts'
import {
  ItemUseRequestSchema,
  ItemUseResponseSchema,
  RequestStandingRequestSchema,
  RequestStandingResponseSchema,
} from './gen/amparo/exchange/v1/exchange_pb.ts'
import {
  AgeRequestSchema,
  AgeResponseSchema,
  AttestRequestSchema,
  AttestResponseSchema,
  ChildhoodsRequestSchema,
  ChildhoodsResponseSchema,
  ChildRequestSchema,
  ChildResponseSchema,
  ContactRequestSchema,
  ContactResponseSchema,
  FilePartRequestSchema,
  FilePartResponseSchema,
  HeldRequestSchema,
  HeldResponseSchema,
  MissingFilePartsRequestSchema,
  MissingFilePartsResponseSchema,
  NamesRequestSchema,
  NamesResponseSchema,
  RequestReasonsRequestSchema,
  RequestReasonsResponseSchema,
  ServedRequestSchema,
  ServedResponseSchema,
  TakeFilePartRequestSchema,
  TakeFilePartResponseSchema,
} from './gen/amparo/redaction/v1/redaction_pb.ts'
import {
  DutyRequestSchema,
  DutyResponseSchema,
  ProceedingsRequestSchema,
  ProceedingsResponseSchema,
  SideRequestSchema,
  SideResponseSchema,
  StandingRequestSchema,
  StandingResponseSchema,
  UnderWayRequestSchema,
  UnderWayResponseSchema,
  WithWhomRequestSchema,
  WithWhomResponseSchema,
} from './gen/amparo/referral/v1/referral_pb.ts'
import { SERVICES, type ServiceName } from './services.ts'

export const decide = defineQuestion('consent.decide.v1', {
  request: DecideRequestSchema,
  response: DecideResponseSchema,
  askers: ['referral', 'redaction'],
})
export const reidentify = defineQuestion('consent.reidentify.v1', {
  request: ReidentifyRequestSchema,
  response: ReidentifyResponseSchema,
  askers: ['redaction'],
})
export const suitable = defineQuestion('consent.suitable.v1', {
  request: SuitableRequestSchema,
  response: SuitableResponseSchema,
  askers: ['referral'],
})
export const subjectRecord = defineQuestion('consent.record.v1', {
  request: RecordRequestSchema,
  response: RecordResponseSchema,
  askers: ['redaction'],
})
export const notice = defineQuestion('consent.notice.v1', {
  request: NoticeRequestSchema,
  response: NoticeResponseSchema,
  askers: ['redaction'],
})
export const noticesStanding = defineQuestion('consent.notices-standing.v1', {
  request: NoticesStandingRequestSchema,
  response: NoticesStandingResponseSchema,
  askers: ['redaction'],
})
export const match = defineQuestion('consent.match.v1', {
  request: MatchRequestSchema,
  response: MatchResponseSchema,
  askers: ['redaction'],
})
export const evidencePermit = defineQuestion('consent.evidence.v1', {
  request: EvidencePermitRequestSchema,
  response: EvidencePermitResponseSchema,
  askers: ['redaction'],
})
export const attest = defineQuestion('redaction.attest.v1', {
  request: AttestRequestSchema,
  response: AttestResponseSchema,
  askers: ['referral', 'consent'],
})
export const contactRule = defineQuestion('redaction.contact.v1', {
  request: ContactRequestSchema,
  response: ContactResponseSchema,
  askers: ['referral'],
})
export const child = defineQuestion('redaction.child.v1', {
  request: ChildRequestSchema,
  response: ChildResponseSchema,
  askers: ['consent'],
})
export const childhoods = defineQuestion('redaction.childhoods.v1', {
  request: ChildhoodsRequestSchema,
  response: ChildhoodsResponseSchema,
  askers: ['consent'],
})
export const names = defineQuestion('redaction.names.v1', {
  request: NamesRequestSchema,
  response: NamesResponseSchema,
  askers: ['audit'],
})
export const held = defineQuestion('redaction.held.v1', {
  request: HeldRequestSchema,
  response: HeldResponseSchema,
  askers: ['audit'],
})
export const filePart = defineQuestion('redaction.file-part.v1', {
  request: FilePartRequestSchema,
  response: FilePartResponseSchema,
  askers: ['exchange'],
})
export const takeFilePart = defineQuestion('redaction.take-file-part.v1', {
  request: TakeFilePartRequestSchema,
  response: TakeFilePartResponseSchema,
  askers: ['exchange'],
})
export const missingFileParts = defineQuestion('redaction.missing-file-parts.v1', {
  request: MissingFilePartsRequestSchema,
  response: MissingFilePartsResponseSchema,
  askers: ['exchange'],
})
export const requestReasons = defineQuestion('redaction.request-reasons.v1', {
  request: RequestReasonsRequestSchema,
  response: RequestReasonsResponseSchema,
  askers: ['exchange'],
})
export const standing = defineQuestion('referral.standing.v1', {
  request: StandingRequestSchema,
  response: StandingResponseSchema,
  askers: ['redaction'],
})
export const underWay = defineQuestion('referral.under-way.v1', {
  request: UnderWayRequestSchema,
  response: UnderWayResponseSchema,
  askers: ['redaction'],
})
export const withWhom = defineQuestion('referral.with-whom.v1', {
  request: WithWhomRequestSchema,
  response: WithWhomResponseSchema,
  askers: ['redaction'],
})
export const side = defineQuestion('referral.side.v1', {
  request: SideRequestSchema,
  response: SideResponseSchema,
  askers: ['exchange'],
})
export const age = defineQuestion('redaction.age.v1', {
  request: AgeRequestSchema,
  response: AgeResponseSchema,
  askers: ['referral'],
})
export const served = defineQuestion('redaction.served.v1', {
  request: ServedRequestSchema,
  response: ServedResponseSchema,
  askers: ['consent'],
})
export const proceedings = defineQuestion('referral.proceedings.v1', {
  request: ProceedingsRequestSchema,
  response: ProceedingsResponseSchema,
  askers: ['redaction'],
})
export const duty = defineQuestion('referral.duty.v1', {
  request: DutyRequestSchema,
  response: DutyResponseSchema,
  askers: ['consent'],
})
export const append = defineQuestion('audit.append.v1', {
  request: AppendRequestSchema,
  response: AppendResponseSchema,
  // Itself: any instance answers auditors, and one of them writes.
  askers: ['redaction', 'consent', 'exchange', 'audit'],
})
export const looks = defineQuestion('audit.looks.v1', {
  request: LooksRequestSchema,
  response: LooksResponseSchema,
  askers: ['redaction'],
})
export const counted = defineQuestion('audit.counted.v1', {
  request: CountedRequestSchema,
  response: CountedResponseSchema,
  askers: SERVICES.filter(source => EVENTS.some(event => event.source === source && event.logged)),
})
export const journalHead = defineQuestion('audit.journal.v1', {
  request: JournalHeadRequestSchema,
  response: JournalHeadResponseSchema,
  askers: ['redaction'],
})
export const staff = defineQuestion('accounts.staff.v1', {
  request: StaffRequestSchema,
  response: StaffResponseSchema,
  askers: ['redaction'],
})
export const departures = defineQuestion('accounts.departures.v1', {
  request: DeparturesRequestSchema,
  response: DeparturesResponseSchema,
  askers: ['audit'],
})
export const endedSignIns = defineQuestion('accounts.ended-sign-ins.v1', {
  request: EndedSignInsRequestSchema,
  response: EndedSignInsResponseSchema,
  askers: ['redaction'],
})
export const posts = defineQuestion('accounts.posts.v1', {
  request: PostsRequestSchema,
  response: PostsResponseSchema,
  askers: ['audit'],
})
export const requestStanding = defineQuestion('exchange.request-standing.v1', {
  request: RequestStandingRequestSchema,
  response: RequestStandingResponseSchema,
  askers: ['redaction'],
})
export const itemUse = defineQuestion('exchange.item-use.v1', {
  request: ItemUseRequestSchema,
  response: ItemUseResponseSchema,
  askers: ['redaction'],
})
export const directoryAgency = defineQuestion('directory.agency.v1', {
  request: AgencyRequestSchema,
  response: AgencyResponseSchema,
  askers: ['accounts', 'referral', 'consent', 'redaction', 'exchange'],
})
export const directoryAgencies = defineQuestion('directory.agencies.v1', {
  request: AgenciesRequestSchema,
  response: AgenciesResponseSchema,
  askers: ['exchange'],
})
export const directoryHub = defineQuestion('directory.hub.v1', {
  request: HubRequestSchema,
  response: HubResponseSchema,
  askers: ['consent', 'redaction', 'exchange'],
})
export const directoryInstruments = defineQuestion('directory.instruments.v1', {
  request: InstrumentsRequestSchema,
  response: InstrumentsResponseSchema,
  askers: ['referral', 'consent', 'exchange'],
})
export const directoryOffering = defineQuestion('directory.offering.v1', {
  request: OfferingRequestSchema,
  response: OfferingResponseSchema,
  askers: ['referral'],
})

/** Each consumer tells a source which of its events stand in the inbox. */
export const coveredBy = (consumer: ServiceName) =>
  defineQuestion(`${consumer}.covered.v1`, {
    request: CoveredRequestSchema,
    response: CoveredResponseSchema,
    askers: SERVICES.filter(source => EVENTS.some(e => e.source === source && e.consumers.includes(consumer))),
  })

/** Every question there is. NATS permissions are made from this list. */
export const QUESTIONS: readonly QuestionContract[] = [
  decide,
  reidentify,
  suitable,
  subjectRecord,
  notice,
  noticesStanding,
  match,
  evidencePermit,
  attest,
  contactRule,
  child,
  childhoods,
  served,
  names,
  held,
  filePart,
  takeFilePart,
  missingFileParts,
  requestReasons,
  standing,
  underWay,
  withWhom,
  side,
  age,
  proceedings,
  duty,
  append,
  looks,
  counted,
  journalHead,
  staff,
  departures,
  endedSignIns,
  posts,
  requestStanding,
  itemUse,
  directoryAgency,
  directoryAgencies,
  directoryHub,
  directoryInstruments,
  directoryOffering,
  ...SERVICES.map(coveredBy).filter(q => q.askers.length > 0),
]
