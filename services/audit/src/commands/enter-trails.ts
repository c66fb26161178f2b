import { hash } from 'node:crypto'
import { Action, type Entry } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import type { Placed } from '../domain/placement.ts'
import { trailsOf } from './enter-look.ts'
import type { ReadingDeps } from './read-as-logged.ts'

/** What auditors read at other services, which know the referral and not by which names the log knows the person. */
const LOOKS: ReadonlySet<Action> = new Set([Action.DECISION_READ, Action.DELIVERY_READ, Action.EDGE_READ])

type Take = (entry: Entry, asker: string) => Promise<Placed>

/**
 * Such a look stands in the trail of whoever the log knows behind its referral, too, under ids that follow from its own: each is there before
 * whoever asked has a receipt.
 */
export const enterTrails =
  (deps: ReadingDeps, take: Take): Take =>
  async (entry, asker) => {
    const placed = await take(entry, asker)
    if (!LOOKS.has(entry.action)) return placed
    for (const subjectRef of await trailsOf(deps, [{ referralId: entry.referralId || undefined }])) {
      const entryId = uuidOf(hash('sha256', `amparo/trail/${entry.entryId}/${subjectRef}`, 'hex'))
      await take({ ...entry, entryId, subjectRef }, asker)
    }
    return placed
  }
