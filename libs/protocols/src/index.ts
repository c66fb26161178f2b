export {
  type Action,
  actionsFor,
  type Takeable,
  takeable,
  takeableBySystem,
  type Viewer,
} from './actions.ts'
export { isOfAdults, needsAge } from './adults.ts'
export type { HubOverlay, ProtocolBook, Terms } from './book.ts'
export { type Calendar, calendarOf } from './calendar.ts'
export { checkProtocol } from './check/protocol.ts'
export { formsOf } from './check/references.ts'
export { type CalendarFile, calendarFile, type OverlayFile, overlayFile } from './country-file.ts'
export { checkData } from './data.ts'
export { type Circumstances, type Due, type DueEscalation, duesOf, type Fired, nextFire, pending } from './dues.ts'
export { FAULT_CODES, type Fault, type FaultCode, type Finding, formatFault, ProtocolFaults } from './faults.ts'
export { LANGUAGES, type Language, type Text, text, type Within, within } from './file-parts.ts'
export { type FormFile, formFile } from './form-file.ts'
export { EXECUTE_PART, HAND_OVERS, handsOver } from './hand-overs.ts'
export { hashOf } from './hash.ts'
export { codesToCarry } from './item-codes.ts'
export { checked, filesIn, loadBook, loadFiles, loadShipped } from './load-book.ts'
export { type Coded, inOrder, type Taken } from './log.ts'
export {
  ACTORS,
  type Actor,
  type DeadlineDef,
  EFFECTS,
  ESCALATIONS,
  type Escalation,
  fragmentFile,
  PARTIES,
  type ProtocolFile,
  protocolFile,
  type Requirement,
  type Side,
  type StateDef,
  type StepDef,
} from './protocol-file.ts'
export { nextCall } from './repeat.ts'
export {
  type Entry,
  type Facts,
  isFinal,
  isOf,
  leadsFrom,
  MIGRATE,
  opens,
  opensFrom,
  type Protocol,
  type Run,
  runOf,
  SUBMIT,
  stateOf,
  type Versions,
  wouldOpen,
} from './run.ts'
export { type Answer, answersOf, type ItemScore, type Score, scoreOf } from './score.ts'
export { type PlannedService, SERVICE_STATES, type ServiceState, servicePlan } from './service-plan.ts'
export { SHIPPED, SHIPPED_BOOK, type Shipped, type ShippedRead, sha256Of } from './shipped.ts'
export { type Simulation, simulate, type Way } from './simulate.ts'
export { wordsOf } from './words.ts'
