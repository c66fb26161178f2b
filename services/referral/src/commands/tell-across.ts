import { type Clock, isUnavailable } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Coded } from '@amparo/protocols'
import type { Transaction, UnitOfWork } from '@amparo/store'
import { absentIfGone, isSent, type Sent } from '../domain/case.ts'
import { LINKED, untoldLinks } from '../domain/linked.ts'
import { ONWARD, untoldOnward } from '../domain/onward.ts'
import { isWithinOneHub } from '../domain/referral.ts'
import { hasRoom } from '../domain/room.ts'
import { forgetToTell, linkedBetween, nextToTell, numberSubReferrals, tellLater } from '../store/across.ts'
import { lockCase } from '../store/cases.ts'
import { passedOnOf } from '../store/passed-on.ts'
import { POSTPONE_MS } from './fire-due.ts'
import { messages } from './messages.ts'
import type { Recording } from './record-steps.ts'
import { systemStep } from './system-step.ts'

export interface AcrossDeps extends Recording {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly log: Log
}

/**
 * Tells the other hub of one referral what it cannot see there: what came of its sub-referrals, and to which others it is linked, as the
 * protocol's own steps. As it stands now, so nothing is told twice, and nothing that waits for this is locked with it. What fails is tried
 * again later. False: none waits.
 */
export const tellAcross = (deps: AcrossDeps) => async (): Promise<boolean> => {
  const { run, book, log, now } = deps
  const referralId = await run(tx => nextToTell(tx, now()))
  if (referralId === undefined) return false
  try {
    await run(async tx => {
      const found = await lockCase(tx, book, referralId).catch(absentIfGone)
      await forgetToTell(tx, referralId)
      if (found && isSent(found)) await tellOf(tx, deps, found)
    })
  } catch (error) {
    // A store that is away is no fault of the referral's.
    if (isUnavailable(error)) throw error
    messages['referral.not_told_across'](log, { referralId }, error)
    await run(tx => tellLater(tx, referralId, new Date(now().getTime() + POSTPONE_MS)))
  }
  return true
}

/** What was withdrawn is told no more of. */
async function tellOf(tx: Transaction, deps: AcrossDeps, found: Sent): Promise<void> {
  const { referral, run } = found
  if (isWithinOneHub(referral) || run.withdrawn) return
  const isSender = referral.from.hub === deps.hub
  const links = untoldLinks(found, await linkedBetween(tx, referral.id))
  const onward = isSender ? [] : untoldOnward(found, await subReferrals(tx, deps, referral.id))
  const steps = [...links.map(link => say(LINKED, link)), ...onward.map(one => say(ONWARD, one))]
  let so = found
  for (const { name, data } of steps) {
    const side = isSender ? 'sender' : 'recipient'
    if (!hasRoom(so, side, 'writing')) {
      messages['referral.log_full'](deps.log, { referralId: referral.id, step: name })
      return
    }
    const moment = { at: deps.now(), correlationId: deps.newId() }
    so = (await systemStep(tx, deps, so, { by: 'network', side, name, data }, moment)) ?? so
  }
}

const say = (
  name: string,
  said: object,
): { readonly name: string; readonly data: Readonly<Record<string, Coded>> } => ({
  name,
  data: { ...said },
})

async function subReferrals(tx: Transaction, { book }: AcrossDeps, referralId: string) {
  await numberSubReferrals(tx, referralId)
  const passedOn = (await passedOnOf(tx, book, [referralId])).get(referralId) ?? []
  return passedOn.flatMap(({ toldAs, ...one }) => (toldAs === undefined ? [] : [{ ...one, which: toldAs }]))
}
