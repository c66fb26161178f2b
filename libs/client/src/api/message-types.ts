import type { AgencyRef } from './agency-ref.ts'

export interface ShownFile {
  readonly name: string
  readonly mediaType: string
  /** As the reader itself sent it, or a document made anew from its masked words. */
  readonly base64?: string
  /** Of a plain text, masked. */
  readonly text?: string
  /** Why it is not there: a code. */
  readonly withheld?: string
}

export interface WrittenMessage {
  readonly messageId: string
  /** Attachments that the other agency will not see: by their place among those sent, and why. */
  readonly withheld: readonly {
    readonly file: number
    readonly reason: string
    /** It waits for a reviewer of the agency. Then it is shown within the hub by itself; to another hub, attach it again. */
    readonly redactionId?: string
  }[]
}

/** One message about a referral, as this reader may see it: the own as written, the other agency's masked. */
export interface ShownMessage {
  readonly messageId: string
  /** ISO 8601, UTC. */
  readonly writtenAt: string
  readonly from: AgencyRef
  readonly to: AgencyRef
  readonly own: boolean
  /** A person has looked at what is masked; or had, before the text or the view policy became another one. */
  readonly review?: 'reviewed' | 'lapsed'
  /** Of one that came from another hub: on what that hub let it go, in codes. Absent: an older hub does not say it. */
  readonly terms?: { readonly purpose: string; readonly basis: string; readonly handlingCode: string }
  readonly lang?: string
  /** Absent: withheld, for the reason named or for none that is told. */
  readonly text?: string
  readonly attachments?: readonly ShownFile[]
  readonly withheld?: string
  /** Of an own one to another hub: what became of it. */
  readonly delivery?: string
  readonly code?: string
}

/** Newest first. Show them; do not store them. */
export interface OpenedMessages {
  readonly referralId: string
  readonly messages: readonly ShownMessage[]
  /** There are older ones. */
  readonly more: boolean
  /** What the other agency wrote is a masked derivative: how it was masked, by which rules (SHA-256), when. */
  readonly derivative: {
    readonly derivativeOf: string
    readonly mode: string
    readonly policyHash: string
    readonly madeAt: string
  }
  readonly auditEntry: { readonly id: string; readonly index: number; readonly leafHash: string }
}
