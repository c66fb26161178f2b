import type { Reader } from '@amparo/store'
import { carriesAbroad, carriesNow } from '../domain/carries-abroad.ts'
import { type BasisRecord, standsUntil } from '../domain/record.ts'
import { grantsInForce, type Standing } from '../store/grant-status.ts'
import { endingAbroad, type Uncarried } from '../store/packages-abroad.ts'
import type { Deps } from './deps.ts'
import { recordsBehind } from './records-behind.ts'

/** So long before a grant ends its hub hears that another basis carries it then. */
const AHEAD_MS = 48 * 3_600_000

type GrantsDeps = Pick<Deps, 'policy' | 'hub'>

/**
 * The grants to a hub that stand: on what they left on, or on whatever else of the same agency carries all that left, or has taken the place of
 * what let it refer the person further. So one is not cut off there by a consent that was renewed, nor by the end of one of two.
 */
export async function grantsStanding(
  deps: GrantsDeps,
  reader: Reader,
  toHub: string,
  { now, ended }: { readonly now: Date; readonly ended: ReadonlySet<string> },
): Promise<Standing> {
  const own = await grantsInForce(reader, toHub, { now, ended })
  const inForce = new Set(own.inForce)
  const until = new Map(own.prolonged.map(one => [one.grantId, one.until]))
  const soon = new Date(now.getTime() + AHEAD_MS)
  const known = new Map<string, Promise<readonly BasisRecord[]>>()
  for (const sent of await endingAbroad(reader, toHub, { now, soon, ended })) {
    const key = `${sent.agencyId} ${sent.subjectId} ${sent.basisId}`
    const sender = { hub: deps.hub, agencyId: sent.agencyId }
    const records = known.get(key) ?? recordsBehind(reader, { ...sent, sender }, deps.policy)
    known.set(key, records)
    const end = carriedUntil(deps, sent, await records, { now, ended })
    if (end === undefined) continue
    inForce.add(sent.grantId)
    until.set(sent.grantId, end)
  }
  return {
    inForce: [...inForce].sort(),
    prolonged: [...until].map(([grantId, end]) => ({ grantId, until: end })),
  }
}

/** The last of those that carry it now, with what it left on among them; undefined: no other does. */
function carriedUntil(
  { policy, hub }: GrantsDeps,
  sent: Uncarried,
  records: readonly BasisRecord[],
  { now, ended }: { readonly now: Date; readonly ended: ReadonlySet<string> },
): Date | undefined {
  const left = records.find(({ id }) => id === sent.basisId)
  const carriers = records.filter(
    record =>
      !ended.has(record.id) &&
      carriesAbroad(record, sent, left, { policy, hub, now }) &&
      carriesNow(record, sent, policy),
  )
  if (carriers.every(({ id }) => id === sent.basisId)) return undefined
  return new Date(Math.max(...carriers.map(record => standsUntil(record).getTime())))
}
