import type { Clock } from '@amparo/kernel'
import type { Reader, Store } from '@amparo/store'
import type { Standing } from '../domain/erasure.ts'
import { type Retention, retained } from '../domain/retention.ts'
import type { FindProceedings } from '../ports/proceedings.ts'
import { holdingsOf } from '../store/holdings.ts'
import { holdsOnPerson } from '../store/legal-holds.ts'
import { recordsLinkedWith } from '../store/record-links.ts'

export interface ObstaclesDeps {
  readonly store: Pick<Store, 'read'>
  readonly findProceedings: FindProceedings
  readonly retention: Retention
  readonly now: Clock
}

/**
 * What stands against erasing a person now; none: they may be erased. Holds and proceedings concern the person, by whichever of linked
 * records; what is asked for or kept by law concerns this record. The referral by which another hub sent them stands against nothing where
 * that hub recalls it. Throws while that cannot be known.
 */
export type FindObstacles = (subjectId: string, recalled?: string) => Promise<Standing[]>

export const findObstacles =
  ({ store, findProceedings, retention, now }: ObstaclesDeps): FindObstacles =>
  async (subjectId, recalled) => {
    const { holds, holdings, linked } = await store.read(async reader => ({
      holds: await holdsOnPerson(reader, subjectId),
      holdings: await holdingsOf(reader, subjectId, recalled),
      linked: await holdingsOfAll(reader, await recordsLinkedWith(reader, subjectId)),
    }))
    const own = await findProceedings(holdings)
    // Asked after all of them: one that ends in between is counted, and no other is left out for it.
    const its = recalled === undefined ? NOTHING : await findProceedings({ shareIds: [], referralIds: [recalled] })
    const open = own.open - its.open + (linked === undefined ? 0 : (await findProceedings(linked)).open)
    const pending = own.pending - its.pending
    return [
      ...holds.map(({ reviewOn }): Standing => ({ code: 'legal_hold', until: reviewOn })),
      ...(open > 0 ? [{ code: 'open_proceeding' } as const] : []),
      ...(pending > 0 || holdings.underWay > 0 ? [{ code: 'pending_request' } as const] : []),
      ...retained(holdings.latest, retention, now()),
    ]
  }

const NOTHING = { open: 0, pending: 0 }

/** Names and referrals of several records; undefined of none. */
async function holdingsOfAll(reader: Reader, subjectIds: readonly string[]) {
  if (subjectIds.length === 0) return undefined
  const all = []
  for (const subjectId of subjectIds) all.push(await holdingsOf(reader, subjectId))
  return {
    shareIds: all.flatMap(({ shareIds }) => shareIds),
    referralIds: all.flatMap(({ referralIds }) => referralIds),
  }
}
