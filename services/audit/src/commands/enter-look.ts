import { Action } from '@amparo/contracts'
import type { Worker } from '../ports/own-log.ts'
import { firstNaming } from '../store/projection.ts'
import { type ReadingDeps, readAsLogged } from './read-as-logged.ts'

/** As far as a row says of whom it is. */
interface OfSomebody {
  readonly subjectRef?: string | undefined
  readonly referralId?: string | undefined
}

export interface Look {
  /** Fields by which it was asked, and no value. */
  readonly code: string
  /** The rows that are about to be shown. */
  readonly shown: readonly OfSomebody[]
}

/** What shows more people is a page of the log, and a look at nobody. */
export const FEW = 5

/** That something of the log is about to be shown, before it is; in the trail of whoever it shows, too. */
export async function enterLook(deps: ReadingDeps, by: Worker, { code, shown }: Look): Promise<void> {
  const trails = await trailsOf(deps, shown)
  for (const subjectRef of trails.length > 0 ? trails : [''])
    await deps.enter(by, { action: Action.LOG_READ, code, subjectRef })
}

/**
 * In whose trails a look at these stands: of whoever they name; of a referral of which none of them names anybody (who was assigned, when it ended),
 * of whoever the log knows behind it, by each name. None where they are of more than a few people.
 */
export async function trailsOf(deps: ReadingDeps, shown: readonly OfSomebody[]): Promise<readonly string[]> {
  const named = new Set(shown.flatMap(({ subjectRef }) => subjectRef ?? []))
  const told = new Set(shown.map(({ subjectRef, referralId }) => (subjectRef === undefined ? undefined : referralId)))
  const untold = new Set(shown.flatMap(({ referralId }) => (told.has(referralId) ? [] : (referralId ?? []))))
  if (named.size > FEW) return []
  const behind = untold.size === 0 ? [] : await namesBehind(deps, [...untold])
  const people = new Set([...named, ...behind.flatMap(([first]) => first ?? [])])
  return people.size > FEW ? [] : [...new Set([...named, ...behind.flat()])]
}

/** Of each referral of which the log says whose it is the names, the first that it was told first. */
async function namesBehind(deps: ReadingDeps, referralIds: readonly string[]): Promise<string[][]> {
  await deps.projection.catchUp()
  const { rows } = await readAsLogged(deps, async reader => ({ rows: await firstNaming(reader, referralIds) }))
  const ofReferrals = Map.groupBy(rows, ({ referralId }) => referralId)
  return [...ofReferrals.values()].map(entries => entries.flatMap(({ subjectRef }) => subjectRef ?? []))
}
