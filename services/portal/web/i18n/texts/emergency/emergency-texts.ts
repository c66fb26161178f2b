import type { EmergencyReason } from '@amparo/client'

/** For who opens alone, in an emergency, whom a referral is about. */
export interface EmergencyTexts {
  readonly title: string
  readonly lead: string
  readonly begin: string
  /** What will happen, told before anything does. */
  readonly before: string
  readonly points: readonly string[]
  readonly reason: string
  readonly reasons: Readonly<Record<EmergencyReason, string>>
  readonly open: string
  readonly leave: string
  readonly until: (when: string) => string
  readonly cleared: string
  /** Beside each refusal: help does not wait for this system. */
  readonly call: string
  /** No full stop. */
  readonly journal: (line: number) => string
}
