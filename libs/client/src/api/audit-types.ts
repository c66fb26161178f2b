import type { AgencyRef } from './agency-ref.ts'
import type { Text } from './protocol-types.ts'

export interface AuditEntryView {
  readonly id: string
  readonly [field: string]: unknown
}

/** All that is asked together; times are ISO 8601. */
export interface EntrySearch {
  readonly userId?: string
  readonly agencyId?: string
  readonly agencyHub?: string
  /** To which something went. */
  readonly recipientId?: string
  readonly recipientHub?: string
  /** In which post it was done; entries that do not say are not among them. */
  readonly role?: string
  readonly subjectRef?: string
  /** Of that person by every name; the others are not shown. */
  readonly allNames?: 'true'
  readonly referralId?: string
  readonly purpose?: string
  readonly basis?: string
  /** Any of them. */
  readonly actions?: readonly string[]
  readonly from?: string
  /** Not this moment itself. */
  readonly to?: string
}

export interface AlertStepView {
  readonly step: 'asked' | 'answered' | 'found' | 'settled'
  readonly code: string
  readonly says: Text
  readonly at: string
  readonly userId: string
  readonly agencyId: string
}

/** What a rule has found in the log, and what became of it. */
export interface AlertView {
  readonly id: string
  readonly rule: string
  readonly state: 'open' | 'asked' | 'answered' | 'following' | 'closed'
  /** What was seen, and what is usual. */
  readonly says: Text
  readonly usual: Text
  readonly weight: number
  readonly raisedAt: string
  readonly dueAt: string
  readonly overdue: boolean
  readonly userId?: string
  readonly agency?: AgencyRef
  readonly referralId?: string
  readonly entryIds: readonly string[]
  readonly history: readonly AlertStepView[]
  /** Where what proves it lies: `witnessedHeads`; or has to be looked into: its `unshown`. */
  readonly proof?: 'witnessed' | 'unshown'
  /** The agency's supervisors have it before them, asked by nobody. */
  readonly supervised?: true
}

/** Heads of other hubs' logs, each signed by its log (C2SP tlog-checkpoint): `npm run audit:verify -- --since` takes a note. */
export interface WitnessedHeads {
  /** The last of each that this hub has signed, and those that others contradict. */
  readonly witnessed: readonly { readonly origin: string; readonly size: number; readonly note: string }[]
  /** Of logs that begin otherwise. */
  readonly refused: readonly RefusedHead[]
  /** That nobody has shown to go on: the proof was wrong, which says nothing of the log by itself. */
  readonly unshown: readonly RefusedHead[]
}

interface RefusedHead {
  readonly origin: string
  /** The size of that which this hub had signed. */
  readonly previous: number
  readonly refusedAt: string
  readonly note: string
  /** Hashes with which it came (RFC 6962, 2.1.2), base64. */
  readonly proof: readonly string[]
}

export type AlertWithEntries = AlertView & { readonly entries: readonly AuditEntryView[] }

type TextsByCode = Readonly<Record<string, Text>>

/** What can be chosen at the auditor's desk, in words. */
export interface DeskView {
  readonly questions: TextsByCode
  /** `follow`: it wants a measure. */
  readonly findings: Readonly<Record<string, { readonly says: Text; readonly follow: boolean }>>
  readonly measures: TextsByCode
  readonly registers: Readonly<
    Record<
      string,
      { readonly says: Text; readonly kinds: TextsByCode; readonly steps: TextsByCode; readonly closing: string }
    >
  >
  readonly sampling: { readonly actions: readonly string[]; readonly share: number; readonly ofEachAgency: number }
}

export interface AlertQuestions {
  readonly questions: readonly AlertView[]
  readonly answers: TextsByCode
}

export interface RegisterClock {
  readonly clock: string
  readonly says?: Text
  readonly dueAt: string
  /** While it runs, none. */
  readonly stoppedAt?: string
  readonly late: boolean
}

export interface RegisterLine {
  readonly id: string
  readonly register: string
  readonly kind: string
  readonly says?: Text
  readonly knownAt: string
  readonly openedAt: string
  readonly openedBy: string
  readonly agencyId?: string
  readonly userId?: string
  readonly subjectRef?: string
  readonly entryIds: readonly string[]
  readonly clocks: readonly RegisterClock[]
  readonly steps: readonly {
    readonly step: string
    readonly says?: Text
    readonly at: string
    readonly userId: string
  }[]
  /** Of a certification. */
  readonly posts?: readonly CertifiedPost[]
  readonly closed: boolean
}

/** Somebody who may sign in, as they could when the certification began. */
export interface CertifiedPost {
  readonly userId: string
  readonly roles: readonly string[]
  /** Absent: nobody has said. */
  readonly needed?: boolean
  readonly decidedBy?: string
}

export interface NewRegisterLine {
  readonly kind: string
  readonly knownAt: string
  readonly agencyId?: string
  readonly subjectRef?: string
}

export interface SampleListed {
  /** YYYY-MM. */
  readonly period: string
  readonly population: number
  readonly drawn: number
  readonly left: number
  readonly drawnAt: string
}

export interface SampleView {
  readonly period: string
  /** Root of the log's first so many entries, hex: whoever has the log draws the same. */
  readonly seed: { readonly size: number; readonly root: string }
  readonly population: number
  readonly drawnAt: string
  readonly drawnBy: string
  readonly items: readonly {
    readonly entryId: string
    readonly entry?: AuditEntryView
    readonly review?: { readonly finding: string; readonly at: string; readonly userId: string }
  }[]
  readonly left: number
}

/** Somebody who was erased, by the number of the request alone. */
export interface HeardErasure {
  readonly erasureId: string
  readonly recalledByHub?: string
  readonly erasedAt: string
  readonly keysDestroyedAt: string
  /** SHA-256 of the names of the log's keys that were destroyed, hex. */
  readonly keys: readonly string[]
  readonly entriesCut: number
}

export interface ErasureProof extends HeardErasure {
  readonly hub: string
  readonly decisions: readonly {
    readonly entryId: string
    readonly action: string
    readonly occurredAt: string
    readonly userId?: string
    readonly agencyId?: string
    readonly code?: string
    /** C2SP tlog-proof. */
    readonly proof?: string
  }[]
}
