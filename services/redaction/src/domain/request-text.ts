import type { MaskedText } from './message.ts'

/** What a person made of a text in the other state's language. */
export interface Translation {
  readonly lang: string
  readonly text: string
}

/** What is released of one field: the same bytes for whoever signs it here and for whoever reads it there. */
export interface RequestText extends MaskedText {
  readonly v: 1
  readonly requestId: string
  readonly field: string
  /** Random, so that its hash tells nothing of what it says. */
  readonly salt: string
  /** Of a letter: what its writer says of the victims in it and the other state. */
  readonly victims?: string | undefined
  /**
   * Of `persons`: who of them is a suspect, by their whole name. Of a text that was masked: by which of these. Absent of it: before they were
   * listed, when whoever it calls a suspect was read.
   */
  readonly suspects?: readonly string[] | undefined
  /** Absent: nobody has made one. */
  readonly translation?: Translation | undefined
}

/** What the two central authorities write to each other about a request stands among its texts, under this name and by no hash in it. */
export const LETTER = 'letter'

/** Short messages between whoever leads the case and the agency that executes the request: so do they. */
export const CONTACT = 'contact'

/** What is written about a request. The request itself names no text under these. */
export const isAbout = (field: string): boolean => field === LETTER || field === CONTACT

export interface KeptText {
  readonly textId: string
  readonly requestId: string
  readonly field: string
  readonly sha256: string
  readonly by: { readonly hub: string; readonly agencyId: string }
  readonly madeAt: Date
}

/** Why the same bytes would be refused again: it has to be said in another way. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  ...['message_over_limit', 'message_malformed', 'package_too_large', 'request_suspects_differ'],
])

export const isRefusedForGood = (code: string | null): boolean => code !== null && FOR_GOOD.has(code)

/** It came to nothing, and the same bytes may yet be taken. */
export const mayBeSentAgain = ({ delivery, deliveryCode }: Outcome): boolean =>
  (delivery === 'refused' || delivery === 'expired') && !isRefusedForGood(deliveryCode)

interface Outcome {
  readonly delivery: string | null
  readonly deliveryCode: string | null
}
