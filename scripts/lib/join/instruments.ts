import { randomUUID } from 'node:crypto'
import type { DirectoryStatement } from '@amparo/contracts'
import { UsageError } from '../usage-error.ts'

export interface GivenBasis {
  readonly assistance?: string | undefined
  readonly criminal?: string | undefined
  readonly treaty?: string | undefined
  /** A day: 2036-12-31. */
  readonly until?: string | undefined
}

const YEARS = 10

/** On what two hubs will exchange. Ids are drawn, since both directories hold other instruments. Throws UsageError. */
export function instrumentsFor(hubs: string[], given: GivenBasis, now: Date): DirectoryStatement['instruments'] {
  const { assistance, criminal, treaty } = given
  if (!assistance && !criminal)
    throw new UsageError('On what will the two exchange? --assistance CITATION, --criminal CITATION.')
  if (treaty !== undefined && !criminal) throw new UsageError('--treaty says what --criminal is: name that, too.')
  if (treaty !== undefined && !/^[a-z][a-z0-9-]{0,39}$/.test(treaty))
    throw new UsageError('--treaty takes the code of a treaty: nassau, untoc.')
  const validUntil = endOf(given.until, now)
  const instrument = (matter: 'assistance' | 'criminal', citation: string) => ({
    ...{ id: `${matter}-${hubs.join('-')}-${randomUUID().slice(0, 8)}`, citation, hubs, matter, validUntil },
    ...(matter === 'criminal' && treaty !== undefined && { treaty }),
  })
  return [
    ...(assistance ? [instrument('assistance', assistance)] : []),
    ...(criminal ? [instrument('criminal', criminal)] : []),
  ]
}

function endOf(until: string | undefined, now: Date): string {
  if (until === undefined) return `${now.getUTCFullYear() + YEARS}-12-31T23:59:59Z`
  const end = `${until}T23:59:59Z`
  if (!/^\d{4}-\d\d-\d\d$/.test(until) || !(Date.parse(end) > now.getTime()))
    throw new UsageError('--until takes a day to come: --until 2036-12-31.')
  return end
}
