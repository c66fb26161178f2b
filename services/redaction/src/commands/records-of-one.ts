import type { Reader, Store } from '@amparo/store'
import type { Held } from '../domain/held.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { recordsShownWith } from '../store/record-links.ts'
import { restrictedTo } from '../store/restrictions.ts'
import { type Share, shareForReading } from '../store/shares.ts'
import { isSame } from './open-case.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly openHeld: OpenHeld
}

interface Asked {
  readonly share: Share
  /** Undefined by a code sheet. */
  readonly caller: object | undefined
}

/** One record of a person, and under which name consent is asked of it. */
export interface RecordOfOne {
  readonly share: Share
  readonly held: Held
}

/**
 * The record that is asked for, first, and those that two custodians have said to be the same person's. By a code sheet each is asked under the
 * name of whoever registered it; through a caseworker only where the same agency has it, whose part alone is shown. Not through an agency that
 * is kept out of it.
 */
export async function recordsOfOne(
  { hub, store, openHeld }: Deps,
  { share, caller }: Asked,
): Promise<readonly [RecordOfOne, ...RecordOfOne[]]> {
  const linked = await store.read(reader => recordsShownWith(reader, share.subjectId))
  const open = async (subjectId: string) => ({ subjectId, held: (await openHeld(subjectId)).held })
  const [own, ...others] = await Promise.all([open(share.subjectId), ...linked.map(open)])
  const through = caller && share.agency
  const readable = await store.read(async reader => {
    const found: RecordOfOne[] = []
    for (const { subjectId, held } of others) {
      const shared = await readableShare(reader, subjectId, hub, through)
      if (shared !== undefined) found.push({ share: shared, held })
    }
    return found
  })
  return [{ share, held: own.held }, ...readable]
}

async function readableShare(
  reader: Reader,
  subjectId: string,
  hub: string,
  through: Share['agency'] | undefined,
): Promise<Share | undefined> {
  const only = through && (await restrictedTo(reader, subjectId))
  if (only !== undefined && through !== undefined && !isSame(only, through)) return undefined
  return shareForReading(reader, { subjectId, hub, agencyId: through?.agencyId })
}
