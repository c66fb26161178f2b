import { DAY_MS } from '@amparo/kernel'

/** So long after its end a question of an epoch is still answered: it may have been asked at its last moment. */
const GRACE_MS = 3_600_000

/** A day of UTC, YYYY-MM-DD. In it one set stands, under one key. */
export const epochAt = (now: Date): string => now.toISOString().slice(0, 10)

/** Until then what was asked in it may be answered; then its key is destroyed. */
export const epochEnd = (epoch: string): Date => new Date(Date.parse(`${epoch}T00:00:00Z`) + DAY_MS + GRACE_MS)

/** The one that runs, and within its grace the one before it. */
export const isOpenEpoch = (epoch: string, now: Date): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(epoch) && epoch <= epochAt(now) && now < epochEnd(epoch)

/** What both know, RFC 9497's public input: an evaluation for one pair of hubs and one epoch is worth nothing in another. */
export const publicInput = (asker: string, answerer: string, epoch: string): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(['amparo/match', asker, answerer, epoch]))
