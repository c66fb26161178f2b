import type { Store, Transaction } from '@amparo/store'
import type { AlertPolicy } from '../domain/alerts/alert-policy.ts'
import { youngAt } from '../domain/alerts/grounds.ts'
import { holdSweep, setSweep } from '../store/alerts.ts'
import { sizeOf } from '../store/leaves.ts'
import { firstTakenSince, minimumOf } from '../store/minimum.ts'
import { dropProjected, firstYoung, holdPosition, reachOf, setPosition } from '../store/projection.ts'
import { FORM } from './projection.ts'
import { LOOKED_BACK_MS } from './sweep.ts'

/** A position that is not where it should be: what is wrong with it, as a code. Mended when `mend` says so. */
type CheckPosition = (tx: Transaction, mend: boolean) => Promise<string | undefined>

/** How far the log is said to be searched: as far as its rows come. */
export const checkNext: CheckPosition = async (tx, mend) => {
  const { form, next } = await holdPosition(tx)
  if (form !== FORM) return undefined
  const size = await sizeOf(tx)
  const minimum = await minimumOf(tx)
  const { end, beyond } = await reachOf(tx, size)
  const upTo = Math.max(end, minimum)
  // While it is made anew, it is among those that are kept longer.
  if (!beyond && (next === upTo || next === end)) return undefined
  if (mend) {
    await dropProjected(tx, size, undefined)
    await setPosition(tx, { form, next: upTo })
  }
  return `next:${next}:${upTo}`
}

interface SweepOf {
  readonly policy: Pick<AlertPolicy, 'settleMinutes'>
  readonly at: Date
}

/**
 * How far rules are said to have gone: never beyond what is searched, nor over what was too young for them; a minute is a clock's.
 * What has to be judged again is judged as before: the same case is the same alert.
 */
export const checkSweep =
  ({ policy, at }: SweepOf): CheckPosition =>
  async (tx, mend) => {
    const { form, next } = await holdPosition(tx)
    const swept = await holdSweep(tx)
    if (form !== FORM) return undefined
    const young = youngAt(at, policy.settleMinutes - 1)
    if (swept <= next && (await firstYoung(tx, young, swept)) === undefined) return undefined
    const since = new Date(at.getTime() - LOOKED_BACK_MS)
    const from = await firstTakenSince(tx, since, await sizeOf(tx))
    if (mend) await setSweep(tx, Math.min(from, next))
    return `sweep:${swept}:${Math.min(from, next)}`
  }

/** `told` is told before anything is mended. */
export async function checkPosition(
  { run }: Pick<Store, 'run'>,
  check: CheckPosition,
  told: (code: string) => Promise<void>,
): Promise<void> {
  const code = await run(tx => check(tx, false))
  if (code === undefined) return
  await told(code)
  await run(tx => check(tx, true))
}
