import type { HttpApp } from '@amparo/http'
import type { RequestDeps } from '../../commands/requests/deps.ts'
import { discardRequest, draftRequest, redraftRequest } from '../../commands/requests/draft-request.ts'
import { handInRequest, returnRequest, signRequest } from '../../commands/requests/review-request.ts'
import { sendExpedited } from '../../commands/requests/send-expedited.ts'
import { sendRequestAgain } from '../../commands/requests/send-request-again.ts'
import { takeRequestStep } from '../../commands/requests/take-request-step.ts'
import { requestCalls } from '../../queries/request-calls.ts'
import { requestForm } from '../../queries/request-form.ts'
import { requestDetail, requestList, requestMessages } from '../../queries/requests.ts'
import { requestFormRoute } from '../request-form.ts'
import { callsRoute } from './calls.ts'
import { draftRoutes } from './drafts.ts'
import { requestRoutes } from './requests.ts'

/** Requests for evidence: the form, drafts and their review, their course. */
export function evidenceRequestRoutes(app: HttpApp, deps: RequestDeps): void {
  const { hub, now, directory, rules } = deps
  requestFormRoute(app, rules.terms, requestForm({ terms: rules.terms, directory, now }))
  callsRoute(app, now, requestCalls(deps))
  draftRoutes(app, {
    ...{ now, draft: draftRequest(deps), redraft: redraftRequest(deps), discard: discardRequest(deps) },
    ...{ handIn: handInRequest(deps), giveBack: returnRequest(deps), sign: signRequest(deps) },
    sendAtOnce: sendExpedited(deps),
  })
  requestRoutes(app, {
    ...{ hub, now, detail: requestDetail(deps), list: requestList(deps), messages: requestMessages(deps) },
    ...{ take: takeRequestStep(deps), sendAgain: sendRequestAgain(deps) },
  })
}
