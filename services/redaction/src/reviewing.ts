import type { HttpApp } from '@amparo/http'
import { type ConfirmReviewDeps, confirmReview } from './commands/review/confirm-review.ts'
import { type OpenRedactionDeps, openRedaction } from './commands/review/open-redaction.ts'
import { type RequestReviewDeps, requestReview } from './commands/review/request-review.ts'
import { type ReviewRedactionDeps, reviewRedaction } from './commands/review/review-redaction.ts'
import {
  confirmReviewRoute,
  listRedactionsRoute,
  openRedactionRoute,
  requestReviewRoute,
  reviewRedactionRoute,
} from './http/redactions.ts'
import { listRedactions } from './queries/list-redactions.ts'

type Deps = RequestReviewDeps & OpenRedactionDeps & ReviewRedactionDeps & ConfirmReviewDeps

/** Adds what people do who look at masks before others read. */
export function addReviewing(http: HttpApp, deps: Deps): void {
  listRedactionsRoute(http, listRedactions(deps))
  requestReviewRoute(http, requestReview(deps))
  openRedactionRoute(http, openRedaction(deps))
  reviewRedactionRoute(http, reviewRedaction(deps))
  confirmReviewRoute(http, confirmReview(deps))
}
