import type { AgencyRef } from './agency-ref.ts'
import type { DataSchema, Text } from './protocol-types.ts'

export type EvidenceSide = 'sender' | 'recipient'

export interface EvidenceBrief {
  readonly id: string
  readonly status: 'draft' | 'in_review' | 'returned' | 'discarded' | 'sent' | 'received'
  readonly type: string
  readonly treaty: string
  readonly priority: string
  readonly fromHub: string
  readonly toHub: string
  readonly draftedBy: string
  readonly state: string | null
  readonly turn: EvidenceSide | null
  readonly version: number
  readonly updatedAt: string
  /** The last first. Absent: an older hub does not know. */
  readonly unread?: readonly EvidenceUnread[]
}

/** What others wrote about it that nobody of the own agency has opened: letters, or messages of the operational contact. */
export interface EvidenceUnread {
  readonly field: 'letter' | 'contact'
  readonly by: AgencyRef
  readonly count: number
  readonly lastAt: string
}

interface CodedText {
  readonly code: string
  readonly text: Text
}

export interface EvidenceField {
  readonly field: string
  /** `sealed`: a text that redaction holds; the answer is its SHA-256. */
  readonly kind: 'sealed' | 'code' | 'codes' | 'date' | 'months' | 'yes' | 'tried' | 'files'
  readonly text: Text
  readonly essential: boolean
  readonly sources: readonly string[]
  readonly codes: readonly CodedText[]
}

/** What a request must and may say, by its type and treaty. */
export interface EvidenceForm {
  readonly type: string
  readonly text: Text
  readonly to: string
  readonly treaty: {
    readonly code: string
    readonly name: Text
    readonly instrumentId: string
    readonly citation: string
    /** ISO 8601 */
    readonly validUntil: string
    /** Under which it gives this assistance. */
    readonly article: string
  }
  /** Other treaties under which it could be asked. */
  readonly others: readonly string[]
  readonly fields: readonly EvidenceField[]
  /** Evidence to be tried before anybody is heard (directive 39). Of testimony only. */
  readonly instead: readonly (CodedText & { readonly by: string })[]
  readonly minimumPenalty: {
    readonly months: number
    readonly article: string
    readonly except: readonly string[]
  } | null
  /** null: it does not matter whether it is an offence there. */
  readonly dualCriminality: { readonly article: string } | null
  /** Grounds on which the other state may refuse. */
  readonly refusals: readonly (CodedText & { readonly article: string })[]
  readonly specialty: { readonly article: string; readonly toDefence: 'ask-first' | 'tell-first' }
  readonly language: { readonly article: string }
}

/** What a hub has signed of a request, to be verified without this system: `gpg --verify`, or `sq verify`, with the certificate of its exchange. */
export interface SignedEvidenceMessage {
  readonly messageId: string
  readonly hub: string
  /** Base64 of the signed bytes: an EdgeMessage of proto/amparo/exchange/v1. */
  readonly message: string
  /** OpenPGP, detached and armored; null until it is made, in a moment. */
  readonly signature: string | null
}

export interface EvidenceTried {
  readonly source: string
  readonly outcome: string
}
/** A file of any size that a request names: redaction holds it. */
export interface EvidenceFile {
  readonly item: string
  readonly sha256: string
  readonly kind: string
  readonly handling: string
  readonly source: string
  readonly information: string
}
export type EvidenceAnswer =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly EvidenceTried[]
  | readonly EvidenceFile[]

export interface EvidenceStep {
  readonly n: number
  readonly step: string
  readonly text: Text
  readonly side: EvidenceSide
  readonly at: string
  readonly data: Readonly<Record<string, unknown>>
  readonly effective: boolean
}

export interface EvidenceDue {
  readonly deadline: string
  readonly text: Text
  readonly owner: EvidenceSide
  readonly dueAt: string
  readonly overdue: boolean
  readonly calls: readonly string[]
}

/** A deadline that is near or has passed and still runs, to which the own agency was called. */
export interface EvidenceCall {
  readonly requestId: string
  readonly deadline: string
  readonly text: Text
  readonly kind: 'remind' | 'supervisor' | 'phone'
  readonly dueAt: string
  readonly overdue: boolean
  readonly calledAt: string
  /** Another central authority of the hub, which was called and is suspended. The request itself is not shown. */
  readonly suspendedAuthority?: string
}

export interface EvidenceAction {
  readonly step: string
  readonly text: Text
  readonly hint?: Text
  readonly grave: boolean
  /** Something must have happened before. */
  readonly blocked: boolean
  readonly data: DataSchema
}

/** A piece of evidence that came, and within which limits. */
export interface EvidenceItem {
  readonly item: string
  readonly kind: string
  readonly handling: string
  readonly source: string
  readonly information: string
  readonly sha256: string | null
  /** It may clear an accused. */
  readonly clears: boolean
  readonly handedOverAt: string
  /** By when it is to be returned or destroyed. */
  readonly useEnds: string | null
  /** Uses that its handling code lets without permission. */
  readonly free: readonly string[]
  /** It is not with whoever received it any more. Absent: an older hub does not say. */
  readonly goneBack?: {
    readonly how: 'returned' | 'destroyed'
    /** As whoever received it says. */
    readonly day: string
    readonly statedAt: string
    /** By whoever had handed it over. null: it has said nothing yet, or it was destroyed. */
    readonly back: { readonly at: string; readonly day: string; readonly condition: string } | null
  } | null
}

/** Another use of what came, as it was asked for and answered. */
export interface EvidencePermission {
  readonly n: number
  readonly use: string
  /** The hub of the state it is to be passed to. */
  readonly to: string | null
  /** null: all. */
  readonly items: readonly string[] | null
  readonly askedAt: string
  readonly answer: {
    readonly at: string
    /** null: it was refused. */
    readonly permitted: string | null
    readonly until: string | null
    readonly items: readonly string[] | null
    readonly reason: string | null
    readonly reasonsSent: boolean
  } | null
}

export interface EvidenceUse {
  readonly item: string
  readonly use: string
  readonly to: AgencyRef
  readonly permission: number | null
  readonly at: string
}

/** A request for evidence as the own agency may see it. What its sealed fields say, redaction holds. */
export interface EvidenceDetail extends EvidenceBrief {
  /** Agencies of this hub that execute it and write, or wrote, to whoever leads the case. Empty for all but its central authority. */
  readonly contacts: readonly EvidenceContact[]
  readonly role: 'drafter' | 'reviewer' | EvidenceSide
  readonly text: Text
  readonly treatyName: Text
  readonly answers: Readonly<Record<string, EvidenceAnswer>>
  readonly fields: readonly EvidenceField[]
  /** Evidence to be tried before anybody is heard (directive 39). */
  readonly instead: readonly (CodedText & { readonly by: string })[]
  readonly words: Readonly<Record<string, Text>>
  readonly returnedFor: string | null
  readonly missing: readonly { readonly field: string; readonly sources: readonly string[] }[]
  readonly obstacles: readonly { readonly ground: string; readonly article: string }[]
  /** Of refusal, by its treaty. */
  readonly grounds: readonly CodedText[]
  readonly specialty: { readonly article: string; readonly toDefence: 'ask-first' | 'tell-first' }
  readonly parties: { readonly sender: AgencyRef; readonly recipient: AgencyRef } | null
  readonly stateText: Text | null
  readonly deadlines: readonly EvidenceDue[]
  readonly clocks: readonly { readonly clock: string; readonly dueAt: string; readonly overdue: boolean }[]
  readonly steps: readonly EvidenceStep[]
  readonly allowedSteps: readonly EvidenceAction[]
  readonly items: readonly EvidenceItem[]
  readonly permissions: readonly EvidencePermission[]
  /** Of its annexes, which whoever is asked asks for. Absent: an older hub knows of none. */
  readonly annexPermissions?: readonly EvidencePermission[]
  /** In this hub, beyond reading it as it was asked for. */
  readonly uses: readonly EvidenceUse[]
  /** Of the last message to the other hub, which has all the steps of this side. */
  readonly delivery: {
    readonly state: string
    readonly code: string | null
    readonly mayBeSentAgain: boolean
  } | null
  /** Nothing of what it says goes to the other hub any more. Absent: an older hub does not say. */
  readonly over?: boolean
  /** It may be, or was, sent without waiting for the own central authority, which confirms it. */
  readonly expedited: { readonly article: string; readonly sent: boolean; readonly unconfirmed: boolean } | null
  /** Duty phone of the other central authority, if it is urgent. */
  readonly phone: string | null
  /** Of an urgent one, and of what was written about it: what the other hub has not stated in time. Absent: an older hub does not watch it. */
  readonly unstated?: readonly ('delivered' | 'retrieved' | 'letter-delivered' | 'letter-retrieved')[]
}

export interface EvidenceChanged {
  readonly id: string
  readonly version: number
}

/** An agency that executes a request, in operational contact with whoever leads the case. */
interface EvidenceContact {
  readonly agencyId: string
  readonly openedAt: string
  /** Null: it may write. */
  readonly closedAt: string | null
}

export interface OpenEvidenceContacts {
  readonly items: readonly {
    readonly requestId: string
    readonly fromHub: string
    /** The central authority that asks. */
    readonly sender: { readonly hub: string; readonly agencyId: string }
    readonly openedAt: string
    /** As EvidenceBrief has it. */
    readonly unread?: readonly EvidenceUnread[]
  }[]
  /** For what a message says of the victims in it. */
  readonly words: Readonly<Record<string, Text>>
}
