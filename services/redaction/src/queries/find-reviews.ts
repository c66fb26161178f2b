import type { KeyObject } from 'node:crypto'
import type { Store } from '@amparo/store'
import type { Engine } from '@amparo/text'
import { type ReviewsFor, reviewsBy } from '../domain/review/in-force.ts'
import type { Review } from '../domain/review/review.ts'
import { reviewsOf } from '../store/reviews.ts'
import { digestOf } from './digest-of.ts'

export interface FoundReviews {
  /** The oldest first. */
  readonly reviews: readonly Review[]
  /** What holds of them. */
  readonly reviewsFor: ReviewsFor
}

/** What people have decided on the texts of a person. Inside the service only. */
export type FindReviews = (subjectId: string, key: KeyObject) => Promise<FoundReviews>

export const findReviews =
  ({ read }: Pick<Store, 'read'>, { isOrdinary }: Pick<Engine, 'isOrdinary'>): FindReviews =>
  async (subjectId, key) => {
    const reviews = await read(reader => reviewsOf(reader, subjectId, key))
    return { reviews, reviewsFor: reviewsBy(reviews, { digestOf, isOrdinary }) }
  }
