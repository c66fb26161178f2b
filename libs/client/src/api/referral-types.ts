import type { AgencyRef } from './agency-ref.ts'
import type { DataSchema, Side, Text } from './protocol-types.ts'

export interface NewReferral {
  readonly subjectRef: string
  /** Id of a protocol of the hub. */
  readonly protocol: string
  readonly priority: string
  readonly to: AgencyRef
  /** What protocol and recipient imply, if absent. */
  readonly purpose?: string
  readonly services: readonly string[]
  /** The safeguarding draft that this completes. */
  readonly draftId?: string
  /** Sent with the least that is needed now; the record is completed later. */
  readonly quick?: boolean
  /** Made by phone or on paper while the system was away, and entered now. */
  readonly fallback?: NewFallback | undefined
  /** Where the protocol is evaluated. */
  readonly itemCodes?: ItemCodes
  readonly links?: readonly LinkView[]
  readonly intakeId?: string
  /** Sends on to an agency that was offered the needs and is willing. */
  readonly offerId?: string
}

/** How whoever sends an item lets it be handled (h0 to h3), and how they evaluate source and information. */
export interface ItemCodes {
  readonly handling: string
  /** source-a, source-b, source-c, source-x */
  readonly source: string
  /** information-1 to information-4 */
  readonly information: string
}

/** Codes and a number: who took the call is told by role, never by name. */
export interface NewFallback {
  readonly channel: 'phone' | 'paper'
  /** Printed on the form. */
  readonly number: string
  /** ISO 8601: when it was really made. */
  readonly happenedAt: string
  readonly acknowledgedBy?: string
}

/** A deadline that runs now. */
export interface DueView {
  readonly deadline: string
  readonly text: Text
  /** Whose it is to meet. */
  readonly owner: Side
  readonly at: string
  readonly overdue: boolean
}

export interface StepTaken {
  /** Place in the one order that both hubs agree on. */
  readonly n: number
  readonly step: string
  readonly text: Text
  readonly side: Side
  readonly at: string
  /** When it was entered, or this hub heard of it, if that was later. */
  readonly knownAt?: string
  readonly byAgency: string
  /** It halted since its recipient was suspended: nobody took anything back. */
  readonly cause?: 'suspended'
  readonly data: Readonly<Record<string, unknown>>
  /** False: the other party had moved on before it was known. On record, and changed nothing. */
  readonly effective: boolean
  /** After it. */
  readonly state: string
  /** FHIR TaskStatus after it. */
  readonly status: string
}

/** What must come first: a form to be answered, or a step to be taken. */
export interface Missing {
  readonly form?: string
  readonly step?: string
  readonly text: Text
  /** Of those with the same number, one is enough. */
  readonly anyOf?: number
}

/** Something that the caller may do now; with `missing`, only once that is done. */
export interface AllowedAction {
  readonly step: string
  readonly text: Text
  readonly hint?: Text
  readonly data?: DataSchema
  /** Cannot be taken back. */
  readonly grave?: boolean
  readonly missing?: readonly Missing[]
}

export interface LinkView {
  readonly referralId: string
  readonly kind: string
}

/** The needs, without the person, as another agency was offered them. */
export interface OfferView {
  readonly id: string
  readonly toAgency: string
  readonly services: readonly string[]
  readonly madeAt: string
  readonly expiresAt: string
  /** Whether the lawful basis in force reaches this agency. */
  readonly withinBasis: boolean
  /** False: the directory states that it is for others, and none that is for such a person was left. */
  readonly serves?: boolean
  /** willing, declined, expired, moved-on; absent: not yet. */
  readonly answer?: string
  readonly reason?: string
  /** The referral that followed. */
  readonly takenBy?: string
}

/** Times are ISO 8601, UTC. */
export interface ReferralView {
  readonly id: string
  readonly protocol: string
  readonly protocolVersion: number
  readonly priority: string
  readonly quick: boolean
  /** Its recipient is no member, and is reached by one-time links. */
  readonly outside?: boolean
  /** FHIR TaskStatus, with hyphens. */
  readonly status: string
  /** Of the protocol; a draft has none. */
  readonly state: string
  readonly stateText: Text
  /** Who must act next. */
  readonly turn: Side | null
  readonly from: AgencyRef
  /** null: a draft */
  readonly to: AgencyRef | null
  /** The sender was suspended: this agency acts in its place, by the word of the jurisdiction. */
  readonly takenOver?: { readonly by: AgencyRef; readonly at: string }
  /** The own reference of whoever acts as the sender; shown to them only. */
  readonly subjectRef?: string
  readonly services: readonly string[]
  readonly purpose: string
  readonly plan: readonly { readonly service: string; readonly state: string; readonly became?: 'provided' }[]
  /** Users of the caller's own agency. */
  readonly assignedTo: readonly string[]
  /** For the sender: what the other hub has stated, and when. */
  readonly delivery: Readonly<Record<string, string>> | null
  readonly submittedAt: string
  /** Made by phone or on paper, and entered afterwards. */
  readonly fallback?: NewFallback & { readonly enteredAt: string }
  /** As the sender says. */
  readonly itemCodes?: ItemCodes
  readonly updatedAt: string
  readonly due: readonly DueView[]
  readonly overdue: boolean
  /** The other agency is to be called now; why names deadlines, or what its hub has not stated (delivered, retrieved, failed). */
  readonly call?: { readonly agency: AgencyRef; readonly why: readonly string[] }
  readonly version: number
  readonly reason?: string
  readonly outcome?: string
  /** In their one order, which both hubs agree on. */
  readonly steps: readonly StepTaken[]
  /** Those that the caller is party to. */
  readonly links: readonly LinkView[]
  /** What came of it elsewhere: `kind` as of a link, `status` as of a referral. */
  readonly passedOn: readonly {
    readonly kind: string
    readonly status: string
    readonly services: readonly string[]
  }[]
  /** For the sender. */
  readonly offers?: readonly OfferView[]
  /** How many were exchanged about it. */
  readonly messages: number
  readonly assessed: readonly {
    readonly form: string
    readonly version: number
    readonly side: Side
    readonly at: string
  }[]
  /** For which its recipient may ask the sender, by its version and purpose. Absent: an older hub does not say. */
  readonly usesToAsk?: readonly string[]
  readonly allowedActions: readonly AllowedAction[]
}

/** If the referral has not this version any more, nothing is done (version_changed). */
export interface IfVersion {
  readonly version?: number
}
