import type { OpenedRedaction, ReasonedMask } from '@amparo/client'
import type { TypedBox } from './boxes.ts'

/** By places and codes: no word of what is reviewed. */
export interface Decided {
  /** What was looked at: of what has changed since, nothing is decided. */
  readonly of: string
  readonly added: readonly ReasonedMask[]
  readonly lifted: readonly ReasonedMask[]
  readonly boxes: readonly TypedBox[]
}

export const NOTHING: Decided = { of: '', added: [], lifted: [], boxes: [] }

export const ofWhat = ({ digest, policyHash, review }: OpenedRedaction): string =>
  JSON.stringify([digest, policyHash, review])

/** What a reviewer decides about something that is open. */
export interface Deciding<Opened> {
  readonly opened: Opened
  readonly decided: Decided
  decide(part: Partial<Decided>): void
  done(said: string): void
}
