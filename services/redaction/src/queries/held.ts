import { isUuid } from '@amparo/kernel'
import type { Reader, Store } from '@amparo/store'
import type { Obstacle } from '../domain/erasure.ts'
import { isHoldAnnounced } from '../store/legal-holds.ts'
import { type LinkOfRecord, linksOfRecord, recordsOfLink } from '../store/record-links.ts'
import { findReidentification } from '../store/reidentifications.ts'
import { findShare } from '../store/shares.ts'
import type { FindObstacles } from './obstacles.ts'

/** Of these references, those of people of whom nothing may be lost yet, or on whom an order is being placed. Throws while that cannot be known. */
export type FindHeld = (subjectRefs: readonly string[]) => Promise<readonly string[]>

/** What the law has the vault keep is no reason: the log has a time of its own. */
const HOLDING: readonly Obstacle[] = ['legal_hold', 'open_proceeding', 'pending_request']

export interface HeldDeps {
  readonly store: Pick<Store, 'read'>
  readonly findObstacles: FindObstacles
}

export const findHeld =
  (deps: HeldDeps): FindHeld =>
  async subjectRefs => {
    const known = await deps.store.read(async reader => {
      const named = []
      for (const ref of subjectRefs.filter(isUuid))
        for (const subjectId of await recordsNamed(reader, ref)) named.push({ ref, subjectId })
      return Map.groupBy(named, ({ subjectId }) => subjectId)
    })
    const held = new Set<string>()
    for (const [subjectId, names] of known)
      if (await isPersonHeld(deps, subjectId)) for (const { ref } of names) held.add(ref)
    return [...held]
  }

/**
 * Links that were asked for between that record and one of somebody of whom all may be lost: their names go with that record. Those of others stay,
 * for the other one's entries stand under them. Orders that come meanwhile are met when it is erased (`eraseRows`). Throws as above.
 */
export async function findFreeLinks(deps: HeldDeps, subjectId: string): Promise<readonly LinkOfRecord[]> {
  const free: LinkOfRecord[] = []
  for (const link of await deps.store.read(reader => linksOfRecord(reader, subjectId)))
    if (!(await isPersonHeld(deps, link.other))) free.push(link)
  return free
}

const isPersonHeld = async ({ store, findObstacles }: HeldDeps, subjectId: string): Promise<boolean> =>
  (await store.read(reader => isHoldAnnounced(reader, subjectId))) ||
  (await findObstacles(subjectId)).some(({ code }) => HOLDING.includes(code))

/** A link names two. */
async function recordsNamed(reader: Reader, ref: string): Promise<readonly string[]> {
  const person = (await findShare(reader, ref)) ?? (await findReidentification(reader, ref))
  return person === undefined ? recordsOfLink(reader, ref) : [person.subjectId]
}
