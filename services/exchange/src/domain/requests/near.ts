import type { DueEscalation } from '@amparo/protocols'
import { DAY } from '../times.ts'

/** How long before the end of what waits for nobody whoever is to act is told that it is near. */
const NEAR: readonly { readonly key: string; readonly ms: number; readonly do: DueEscalation['do'] }[] = [
  { key: 'near:30', ms: 30 * DAY, do: 'remind' },
  { key: 'near:7', ms: 7 * DAY, do: 'supervisor' },
  { key: 'near:1', ms: DAY, do: 'phone' },
]

/** Of several that were past when it began, the last: whoever is told hears of it for the first time. */
export function nearOf(due: Date, since: Date): DueEscalation[] {
  const all = NEAR.map(({ key, ms, do: what }) => ({ key, at: new Date(due.getTime() - ms), do: what }))
  const past = all.filter(({ at }) => at < since)
  return [...past.slice(-1), ...all.slice(past.length)]
}
