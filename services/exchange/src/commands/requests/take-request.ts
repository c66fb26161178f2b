import { hashOf, SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { columnsOf, courseOf, otherSide } from '../../domain/requests/course.ts'
import type { TakingCode } from '../../domain/requests/errors.ts'
import { newSteps } from '../../domain/requests/reported.ts'
import { type Asking, isSigned, type Party, type Signed, sideHere } from '../../domain/requests/request.ts'
import { basisOf, findBasis } from '../../domain/requests/rules.ts'
import { againstTreaty } from '../../domain/requests/take-step.ts'
import type { ReportedRequest } from '../../ports/request-message.ts'
import { addRequestStep, requestStepsOf } from '../../store/request-steps.ts'
import { addRequest, lockRequest } from '../../store/requests.ts'
import type { Admission } from './admit-request.ts'
import type { RequestDeps } from './deps.ts'
import { makeKnown, recordSteps } from './record-step.ts'

/** Why nothing of it was taken; else how many steps of it are new here. */
export type Taken = { readonly refusal: TakingCode } | { readonly added: number }

/** Takes in what another hub's central authority says of a request: a new one, or steps that are new. */
export const takeRequest =
  (deps: RequestDeps) =>
  async (tx: Transaction, reported: ReportedRequest, admission: Admission): Promise<Taken> => {
    const found = await lockRequest(tx, reported.requestId)
    if (found === undefined)
      return 'refusal' in admission ? admission : begin(deps, tx, reported, admission.instrumentId)
    return isSigned(found) ? follow(deps, tx, found, reported) : UNLAWFUL
  }

const UNLAWFUL = { refusal: 'request_unlawful' } as const
const TERMS_DIFFER = { refusal: 'request_terms_differ' } as const

/** Its first message has the whole of it, and begins with its first step. */
async function begin(
  deps: RequestDeps,
  tx: Transaction,
  { requestId, by, to, asking, steps: reported, termsHash }: ReportedRequest,
  instrumentId: string,
): Promise<Taken> {
  const { rules, now } = deps
  const basis = asking && findBasis(rules, asking)
  if (asking === undefined || basis === undefined) return TERMS_DIFFER
  const { treaty, protocol } = basis
  if (rules.hashOf(treaty, protocol) !== termsHash) return TERMS_DIFFER
  const at = now()
  const steps = newSteps(protocol, [], 'sender', reported, at)
  if (steps === 'unlawful' || steps[0]?.step !== SUBMIT) return UNLAWFUL
  const request: Signed = {
    ...asking,
    ...{
      id: requestId,
      status: 'received',
      instrumentId,
      fromHub: by.hub,
      toHub: to.hub,
      parties: { sender: by, recipient: to },
    },
    ...{ returnedFor: undefined, version: steps.length, createdAt: at, updatedAt: at },
  }
  // Another peer took the id a moment ago: whose request it is stands.
  const course = courseOf(protocol, asking, steps)
  if (!(await addRequest(tx, request, columnsOf(course)))) return UNLAWFUL
  for (const step of steps) await addRequestStep(tx, requestId, step)
  makeKnown(tx, deps, request, course, steps)
  return { added: steps.length }
}

async function follow(
  deps: RequestDeps,
  tx: Transaction,
  request: Signed,
  { by, asking, steps: reported, termsHash }: ReportedRequest,
): Promise<Taken> {
  const { rules, hub, now } = deps
  const own = sideHere(request, hub)
  const side = otherSide(own)
  if (!isSame(request.parties[side], by)) return UNLAWFUL
  if (asking !== undefined && !(side === 'sender' && saysSame(asking, request))) return UNLAWFUL
  const { treaty, protocol } = basisOf(rules, request)
  if (rules.hashOf(treaty, protocol) !== termsHash) return TERMS_DIFFER
  const here = await requestStepsOf(tx, request.id)
  const added = newSteps(protocol, here, side, reported, now())
  if (added === 'unlawful') return UNLAWFUL
  const { since } = courseOf(protocol, request, here)
  if (
    added.some((step, index) =>
      againstTreaty({ request, treaty }, { since: [...since, ...added.slice(0, index)] }, step),
    )
  )
    return UNLAWFUL
  if (added.length > 0) await recordSteps(tx, deps, { request, steps: here }, added)
  return { added: added.length }
}

const isSame = (one: Party, other: Party): boolean => one.hub === other.hub && one.agencyId === other.agencyId

/** What was signed does not change afterwards; the database keeps its fields in an order of its own. */
const saysSame = (one: Asking, other: Asking): boolean =>
  FIXED.every(field => one[field] === other[field]) && hashOf(one.answers) === hashOf(other.answers)

const FIXED = ['type', 'treaty', 'priority', 'draftedBy', 'protocolVersion', 'expedited'] as const
