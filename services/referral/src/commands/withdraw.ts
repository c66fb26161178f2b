import type { Transaction } from '@amparo/store'
import { isSent, type Sent } from '../domain/case.ts'
import { isWithinOneHub } from '../domain/referral.ts'
import { canOpen } from '../domain/reopening.ts'
import { lockCase } from '../store/cases.ts'
import { closeOffers } from '../store/offers.ts'
import { addVoidPermits, restingOn } from '../store/permits.ts'
import { claimId } from '../store/referrals.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { noteStep, type SystemStep, systemStep } from './system-step.ts'

export interface Withdraw {
  readonly referralIds: readonly string[]
  /** Those that consent had given for what rested on it: of some the referral may not have come yet, and it must not. */
  readonly voidPermits: readonly { readonly permitId: string; readonly referralId: string }[]
  /** Nobody took anything back: their holder was suspended. */
  readonly cause?: 'suspended' | undefined
}

/**
 * What rests on a consent that was taken back halts, or pauses for a welfare check where somebody is under way: the protocol says
 * which. What has ended stays as it is. All ids are claimed before any referral is locked, as whoever stores one does, and always in
 * their order, so that two never wait for one another.
 */
export const withdraw =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralIds, voidPermits, cause }: Withdraw, news: News): Promise<void> => {
    for (const id of inOrder(referralIds, of(voidPermits, 'referralId'))) await claimId(tx, id)
    const permitIds = of(voidPermits, 'permitId')
    await addVoidPermits(tx, permitIds, news.at)
    for (const id of inOrder(referralIds, await restingOn(tx, permitIds)))
      await halt(tx, hearing, id, { ...STEP, cause }, news)
  }

const of = <K extends string>(permits: readonly Readonly<Record<K, string>>[], key: K) => permits.map(one => one[key])

const inOrder = (...ids: readonly (readonly string[])[]): string[] => [...new Set(ids.flat())].sort()

async function halt(
  tx: Transaction,
  hearing: Hearing,
  referralId: string,
  step: SystemStep,
  news: News,
): Promise<void> {
  const { hub, book, log } = hearing
  const found = await lockCase(tx, book, referralId)
  const isOwn = found?.referral.from.hub === hub
  const halted =
    found !== undefined && isOwn && isSent(found)
      ? ((await systemStep(tx, hearing, found, step, news)) ?? (await note(tx, hearing, found, step, news)))
      : undefined
  // Declined, it has ended; yet others may still be asked about it.
  if (isOwn) await closeOffers(tx, referralId, news.at)
  if (halted === undefined) messages['referral.news_ignored'](log, { referralId, step: STEP.name })
}

const STEP = { by: 'consent', side: 'sender', name: 'withdraw', data: { basis: 'consent' } } as const

/** What has ended in two hubs but can be opened again: both logs hold the withdrawal, without effect, so that neither hub opens it. */
async function note(
  tx: Transaction,
  hearing: Hearing,
  found: Sent,
  step: SystemStep,
  news: News,
): Promise<Sent | undefined> {
  const { referral, run } = found
  return isWithinOneHub(referral) || !canOpen(run) ? undefined : noteStep(tx, hearing, found, step, news)
}
