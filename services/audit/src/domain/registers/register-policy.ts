import type { Text, Within } from '@amparo/protocols'

interface ClockDef {
  readonly says: Text
  readonly stoppedBy: readonly string[]
  /** By hub; `default` for all others. */
  readonly within: Readonly<Record<string, Within>>
}

export interface RegisterDef {
  readonly says: Text
  readonly kinds: Readonly<Record<string, Text>>
  readonly steps: Readonly<Record<string, Text>>
  /** The step that closes a line. */
  readonly closing: string
  readonly clocks: Readonly<Record<string, ClockDef>>
}

/** What policy/registers.v1.json says. */
export interface RegisterPolicy {
  /** SHA-256 of the file, hex. */
  readonly hash: string
  readonly registers: Readonly<Record<string, RegisterDef>>
}
