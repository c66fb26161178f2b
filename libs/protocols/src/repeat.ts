import type { Due, DueEscalation, Fired } from './dues.ts'

const AGAIN = /^again:(\d+)$/

/**
 * The next call after a deadline's last escalation: the supervisor, once a period, for as long as the deadline runs. With `now`, of
 * several periods that went by unseen only the last is made: a service that was away does not ring ten times.
 */
export function nextCall(due: Due, fired: Iterable<Fired>, now?: Date): DueEscalation {
  let count = 1 + callsMade(due, fired)
  while (now !== undefined && callAt(due, count + 1) <= now) count += 1
  return { key: `again:${count}`, at: callAt(due, count), do: 'supervisor' }
}

function callsMade({ deadline, since }: Due, fired: Iterable<Fired>): number {
  let made = 0
  for (const one of fired) {
    if (one.deadline !== deadline || one.since.getTime() !== since.getTime()) continue
    made = Math.max(made, Number(AGAIN.exec(one.key)?.[1] ?? 0))
  }
  return made
}

/** Counted from the last escalation at once, so that nothing adds up to a drift. */
function callAt({ due, escalations, repeat: { every, calendar } }: Due, count: number): Date {
  return calendar.add(
    escalations.at(-1)?.at ?? due,
    every.replace(/\d+/, each => String(Number(each) * count)),
  )
}
