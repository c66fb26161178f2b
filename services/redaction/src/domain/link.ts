import { HOUR_MS } from '@amparo/kernel'

/** A one-time link to a referral's person. What of it is secret stands here as a hash only. */
export interface Link {
  readonly idHash: string
  readonly referralId: string
  readonly fromAgency: string
  readonly toAgency: string
  readonly madeBy: string
  readonly codeHash: string
  /** How often a code was tried. */
  readonly tries: number
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly openedAt: Date | undefined
  /** Of the secret of the browser that opened it. */
  readonly holderHash: string | undefined
  readonly calledBackAt: Date | undefined
}

export const MOST_TRIES = 5
/** In which the browser that opened it may load it again. */
const GRACE_MS = 15 * 60_000
/** In which that browser may say what becomes of it: whether the person has arrived. */
const ANSWERS_MS = 7 * 24 * 3_600_000

export interface LinkTimes {
  readonly usualMs: number
  readonly emergencyMs: number
}
export const LINK_TIMES: LinkTimes = { usualMs: 72 * HOUR_MS, emergencyMs: 24 * HOUR_MS }

export type LinkState = 'waiting' | 'opened' | 'closed' | 'expired' | 'called-back'

/** As its sender reads it. To everybody else every state but one is the same. */
export function stateOf(link: Link, now: Date): LinkState {
  if (link.calledBackAt !== undefined) return 'called-back'
  if (link.openedAt !== undefined) return 'opened'
  if (link.tries >= MOST_TRIES) return 'closed'
  return now >= link.expiresAt ? 'expired' : 'waiting'
}

/** Whether it may be opened, or loaded again by the browser that has opened it. The code is yet to be looked at. */
export const mayOpen = (link: Link, holderHash: string, now: Date): boolean =>
  stateOf(link, now) === 'waiting' || (link.tries < MOST_TRIES && isHeld(link, holderHash, now, GRACE_MS))

/** Whether whoever holds this secret may still say something by it. */
export const mayAnswer = (link: Link, holderHash: string, now: Date): boolean =>
  isHeld(link, holderHash, now, ANSWERS_MS)

/** Hashes are compared, of secrets that nobody guesses: how long that takes tells nothing of use. */
function isHeld(link: Link, holderHash: string, now: Date, within: number): boolean {
  const { openedAt, calledBackAt } = link
  if (openedAt === undefined || calledBackAt !== undefined || link.holderHash !== holderHash) return false
  return now.getTime() - openedAt.getTime() < within
}
