import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Standing } from '../domain/erasure.ts'
import { type Retention, retained } from '../domain/retention.ts'
import type { FindProceedings } from '../ports/proceedings.ts'
import { holdingsOf } from '../store/holdings.ts'
import { holdsOn } from '../store/legal-holds.ts'

export interface ObstaclesDeps {
  readonly store: Pick<Store, 'read'>
  readonly findProceedings: FindProceedings
  readonly retention: Retention
  readonly now: Clock
}

/** What stands against erasing a person now; none: they may be erased. Throws while that cannot be known. */
export type FindObstacles = (subjectId: string) => Promise<Standing[]>

export const findObstacles =
  ({ store, findProceedings, retention, now }: ObstaclesDeps): FindObstacles =>
  async subjectId => {
    const { holds, holdings } = await store.read(async reader => ({
      holds: await holdsOn(reader, subjectId),
      holdings: await holdingsOf(reader, subjectId),
    }))
    const { open, pending } = await findProceedings(holdings)
    return [
      ...holds.map(({ reviewOn }): Standing => ({ code: 'legal_hold', until: reviewOn })),
      ...(open > 0 ? [{ code: 'open_proceeding' } as const] : []),
      ...(pending > 0 || holdings.underWay > 0 ? [{ code: 'pending_request' } as const] : []),
      ...retained(holdings.latest, retention, now()),
    ]
  }
