import type { KeyObject } from 'node:crypto'
import type { Store } from '@amparo/store'
import type { Review } from '../domain/review/review.ts'
import { reviewsOf } from '../store/reviews.ts'

/** What people have decided on the texts of a person, oldest first. Inside the service only. */
export type FindReviews = (subjectId: string, key: KeyObject) => Promise<readonly Review[]>

export const findReviews =
  ({ read }: Pick<Store, 'read'>): FindReviews =>
  (subjectId, key) =>
    read(reader => reviewsOf(reader, subjectId, key))
