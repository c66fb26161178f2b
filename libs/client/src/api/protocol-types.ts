/** The same said in each language of the product. */
export interface Text {
  readonly es: string
  readonly en: string
  readonly fr: string
  readonly pt: string
}

export type Side = 'sender' | 'recipient'

/** JSON Schema (2020-12) of what a step must say, with the words of its codes and fields beside it. */
export interface DataSchema {
  readonly [keyword: string]: unknown
  readonly words?: Readonly<Record<string, Text>>
}

export interface StateView {
  readonly text: Text
  /** FHIR R4 TaskStatus. */
  readonly status: string
  readonly final?: boolean
  /** Who must act next; absent in final states. */
  readonly turn?: Side
}

export interface StepView {
  readonly text: Text
  readonly hint?: Text
  /** sender, recipient, either, or the part of the system that takes it. */
  readonly by?: string
  /** `open`: every state that is not final. */
  readonly from?: 'open' | 'any' | readonly string[]
  /** Absent: the referral stays in its state. */
  readonly to?: string
}

/** ISO 8601 duration, or working days. */
export type TimeLimit = string | { readonly businessDays: number }

/** What a blank paper form of a protocol says. */
export interface PaperForm {
  readonly protocol: string
  readonly version: number
  readonly name: Text
  readonly about: Text
  readonly subjects: 'anyone' | 'minors'
  /** Absent: any. */
  readonly services?: readonly string[]
  /** That run from the moment of sending. */
  readonly deadlines: readonly {
    readonly deadline: string
    readonly text: Text
    readonly owner: Side
    readonly emergency: TimeLimit
    readonly urgent: TimeLimit
    readonly normal: TimeLimit
  }[]
  readonly call: readonly {
    readonly hub: string
    readonly agencyId: string
    readonly name: string
    readonly phone: string | null
  }[]
}

/** Which kinds of agency; all, if neither is named. */
export interface AgencyKinds {
  readonly only?: readonly string[]
  readonly not?: readonly string[]
}

/** One protocol in its newest version, with the names that this hub gives it. */
export interface ProtocolView {
  readonly id: string
  readonly version: number
  readonly name: Text
  readonly about: Text
  readonly family: string
  readonly subjects: 'anyone' | 'minors'
  /** Only those who work in protection see that such referrals exist. */
  readonly compartment: boolean
  /** Whoever sends says the handling code, and how source and information are evaluated. */
  readonly evaluated?: boolean
  readonly services?: readonly string[] | null
  /** That may be answered in its referrals. */
  readonly forms?: readonly string[]
  readonly senders: AgencyKinds
  readonly recipients: AgencyKinds
  /** State of a referral that has just been sent. */
  readonly start?: string
  readonly states: Readonly<Record<string, StateView>>
  readonly steps: Readonly<Record<string, StepView>>
  readonly deadlines: Readonly<Record<string, { readonly text: Text }>>
  readonly words: Readonly<Record<string, Text>>
}
