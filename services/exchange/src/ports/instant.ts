import type { Timestamp } from '@amparo/contracts'

/** From the year 1 to 9999, as google.protobuf.Timestamp has it: 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
const [FIRST, LAST] = [-62_135_596_800n, 253_402_300_799n]

/** What a peer writes into a timestamp may be no time at all, which no date and no database holds. */
export const isInstant = (at: Timestamp | undefined): at is Timestamp =>
  at !== undefined && at.seconds >= FIRST && at.seconds <= LAST && at.nanos >= 0 && at.nanos < 1_000_000_000
