import { Action, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { type Assessed, withAssessments } from '../domain/assessed.ts'
import { cut } from '../domain/cut.ts'
import { type Allowance, NOTICE, type Projection } from '../domain/view.ts'
import type { ViewPolicy } from '../domain/view-policy.ts'
import type { FindReports, Forms } from '../queries/assessed.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { rulesOf } from '../queries/protocol-rules.ts'
import { type Message, sealedReportsOf } from '../store/messages.ts'
import { allowanceOf, shownOf } from './allowance.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { messages } from './messages.ts'
import { isSame } from './open-case.ts'
import { type OpenToReadDeps, openToRead } from './open-to-read.ts'
import { groundsOf, labelsOf, sealOnPermit, spendPermit } from './permit.ts'
import { relationsTo } from './relations-to.ts'
import type { ReleaseDeps } from './release-view.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface ReadReportsDeps extends ReleaseDeps, AskPermitDeps, OpenToReadDeps {
  readonly store: ReleaseDeps['store']
  /** The private half of the certificate that views and packages are signed with. */
  readonly signKey: () => Promise<string>
  readonly openHeld: OpenHeld
  readonly findReports: FindReports
  readonly forms: Forms
}

export interface ReadReports {
  /** Compact JWS, made for POST /assessment-views. */
  readonly request: string
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /assessment-views'
const MOST_SEALED = 200

/**
 * What the recipient of a referral has assessed, as far as consent lets its sender know, sealed to the reader. In the same order as a
 * view, and like it: what cannot be had or verified ends it, and nothing has left. Of a compartment there is nothing to read.
 */
export const readReports =
  (deps: ReadReportsDeps) =>
  async ({ request, caller, correlationId }: ReadReports): Promise<string> => {
    const { store, append, now, newId, log } = deps
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const found = await openToRead(deps)(caller, referralId)
    const { own, other, share, parties, standing } = found
    // The recipient reads its own in its view.
    if (!isSame(parties.from, own) || rulesOf(deps.forms, standing).compartment) throw httpErrors.not_found()
    const opened = await deps.openHeld(share.subjectId)
    const asked = { occasion: 'view', report: true, sender: other, recipient: own, held: opened.held } as const
    const permit = await askPermit(deps, found, { ...asked, caller, correlationId })
    const labels = labelsOf(permit)
    const signingKey = await deps.signKey()
    await spendPermit(deps, permit)
    const { subjectId } = share
    const assessed = await deps.findReports({ subjectId, referralId, by: other, key: opened.key })
    const of = { referralId, subjectId, limit: MOST_SEALED }
    const sealedReports = await store.read(reader => sealedReportsOf(reader, of))
    const shown = cutReports(assessed, allowanceOf(permit), deps.views)
    const receipt = await append({
      ...groundsOf(permit),
      ...shownOf(shown, deps.views),
      entryId: newId(),
      action: Action.VIEW_OPENED,
      userId: caller.user,
      agency: own,
      authentication: caller.acr,
      referralId,
      subjectRef: share.shareId,
      relations: await relationsTo(deps, caller, opened.held),
      recipient: own,
      occurredAt: timestampFromDate(now()),
    })
    const view = {
      ...{ referralId, subjectRef: share.shareId, ...labels, notice: NOTICE },
      ...{ categories: shown.categories, withheld: shown.withheld, policyHash: deps.views.hash },
      // For the agency alone to open, which holds its keys itself.
      ...(sealedReports.length > 0 && { sealedReports: sealedReports.map(toSealedView) }),
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const sealed = await sealOnPermit(deps, permit, { view, route: ROUTE, request, replyCertificate, signingKey })
    const line = { referralId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['reports.read'](log, { ...line, correlationId })
    return sealed
  }

const toSealedView = ({ messageId: reportId, writtenAt, sealedTo }: Message) => ({
  ...{ reportId, at: writtenAt.toISOString().slice(0, 10), sealedTo },
})

/**
 * Cut as a view is: to what is permitted, and by the view policy. What is withheld is named as far as answers of that sort are there
 * and the name tells nothing; the log has the true list.
 */
function cutReports(assessed: readonly Assessed[], allowance: Allowance, policy: ViewPolicy): Projection {
  const there = new Set(assessed.flatMap(({ items }) => items.map(({ category }) => category)))
  const { categories, withheld } = cut(withAssessments({}, assessed, allowance, policy), allowance.disclosure, policy)
  const missing = [
    ...allowance.withheld.filter(({ category }) => there.has(category)),
    ...withheld.map(line => ({ ...line, silent: policy.categories[line.category]?.secret !== false })),
  ]
  return {
    categories,
    withheld: missing.filter(line => !line.silent).map(({ silent: _, ...line }) => line),
    trulyWithheld: missing,
  }
}
