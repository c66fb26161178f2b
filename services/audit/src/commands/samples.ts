import { createHmac } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { isUniqueViolation, type Replay, type Store } from '@amparo/store'
import type { AlertPolicy } from '../domain/alerts/alert-policy.ts'
import { errors } from '../domain/errors.ts'
import { draw, monthOf } from '../domain/samples/draw.ts'
import { hasher } from '../hasher.ts'
import type { Enter, Worker } from '../ports/own-log.ts'
import { hashesOf } from '../queries/tree.ts'
import { projectedByIds } from '../store/projection.ts'
import {
  addReview,
  addSample,
  drawable,
  findSample,
  itemsOf,
  type Sample,
  type SampleItem,
  sizeBefore,
} from '../store/samples.ts'
import type { Projection } from './projection.ts'

export interface SampleDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly projection: Projection
  readonly policy: AlertPolicy
  readonly enter: Enter
  readonly now: Clock
}

export interface WholeSample {
  readonly sample: Sample
  readonly items: readonly SampleItem[]
}

/**
 * Draws what is to be reviewed of a month that is over; once, whoever asks. The seed is the root of the log as it was when the month
 * ended: nobody can know or choose it before, and whoever has the log can draw again. Throws sample_too_early.
 */
export const drawSample =
  ({ store, projection, policy, enter, now }: SampleDeps) =>
  async ({ period, by, replay }: { period: string; by: Worker; replay: Replay }): Promise<WholeSample> => {
    const month = monthOf(period)
    const drawnAt = now()
    if (month.to > drawnAt) throw errors.sample_too_early()
    await projection.catchUp()
    await enter(by, { action: Action.LOG_READ, code: `sample:${period}` })
    const { sampling } = policy
    const { accesses, size, root } = await store.read(async reader => {
      const size = await sizeBefore(reader, month.to)
      const [root = hasher.empty()] = await hashesOf(reader, [{ begin: 0, end: size }])
      return { accesses: await drawable(reader, { actions: sampling.actions, ...month }), size, root }
    })
    const lotOf = (entryId: string) => createHmac('sha256', root).update(`${period}/${entryId}`).digest('hex')
    const sample = { period, size, root, population: accesses.length, drawnAt, drawnBy: by.user }
    return store.run(async tx => {
      await addSample(tx, sample, draw(accesses, sampling, lotOf))
      return wholeOf(tx, period)
    }, replay)
  }

export interface ReviewItem {
  readonly period: string
  readonly entryId: string
  readonly finding: string
  readonly by: Worker
  readonly replay: Replay
}

/**
 * Once, and by anybody but whose access it is: what is found wrongly is found anew by an alert or a register. Throws not_found, sample_reviewed,
 * sample_of_oneself.
 */
export const reviewItem =
  ({ store, projection, enter, now }: SampleDeps) =>
  async ({ by, replay, ...review }: ReviewItem): Promise<WholeSample> => {
    const { period, entryId, finding } = review
    await projection.catchUp()
    const { items, entry } = await store.read(async reader => {
      const [entry] = await projectedByIds(reader, [entryId])
      return { ...(await wholeOf(reader, period)), entry }
    })
    const item = items.find(one => one.entryId === entryId)
    if (item === undefined) throw httpErrors.not_found()
    if (item.review !== undefined) throw errors.sample_reviewed()
    if (entry?.userId === by.user) throw errors.sample_of_oneself()
    await enter(by, { action: Action.SAMPLE_REVIEWED, code: `${period}:${finding}` })
    try {
      return await store.run(async tx => {
        await addReview(tx, { ...review, at: now(), userId: by.user })
        return wholeOf(tx, period)
      }, replay)
    } catch (error) {
      if (isUniqueViolation(error)) throw errors.sample_reviewed({ cause: error })
      throw error
    }
  }

/** Throws not_found. */
export async function wholeOf(reader: Parameters<typeof findSample>[0], period: string): Promise<WholeSample> {
  const sample = await findSample(reader, period)
  if (sample === undefined) throw httpErrors.not_found()
  return { sample, items: await itemsOf(reader, period) }
}
