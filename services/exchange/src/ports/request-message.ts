import { type EvidenceRequestUpdate, priorities, timestampDate } from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Coded } from '@amparo/protocols'
import { codedOf, isCodedFields } from '../domain/coded.ts'
import { agencyIdOf, isCode, isSha256 } from '../domain/codes.ts'
import { PRIORITIES } from '../domain/dues.ts'
import { errors } from '../domain/errors.ts'
import type { ReportedStep } from '../domain/requests/reported.ts'
import type { Asking, Party } from '../domain/requests/request.ts'
import { ASSISTANCE } from '../domain/requests/terms.ts'

/** What a peer says of a request, as far as its form goes. */
export interface ReportedRequest {
  readonly requestId: string
  readonly by: Party
  readonly to: Party
  /** Of the side that asks. */
  readonly asking: Asking | undefined
  readonly steps: readonly ReportedStep[]
  readonly termsHash: string
}

const MOST_STEPS = 500
/** Some forty fields, most of them codes or a hash. */
const MAX_ANSWERS = 16_384
/** Of what was executed, item by item. */
const MAX_DATA = 16_384

/** Throws edge_message_unreadable unless it is of the hub that sent it, for this one, and says nothing but ids, codes and hashes. */
export function readRequest(
  update: EvidenceRequestUpdate,
  { peer, ownHub }: { peer: string; ownHub: string },
): ReportedRequest {
  const { requestId, by, to, request, steps, termsHash } = update
  const isOurs =
    by?.hub === peer && to?.hub === ownHub && agencyIdOf(by.agencyId) !== null && agencyIdOf(to.agencyId) !== null
  if (!isOurs || !isUuid(requestId) || !isSha256(termsHash) || steps.length > MOST_STEPS) throw unreadable()
  return {
    ...{ requestId, termsHash },
    by: { hub: by.hub, agencyId: by.agencyId },
    to: { hub: to.hub, agencyId: to.agencyId },
    asking: request && readAsking(request),
    steps: steps.map(({ number, seen, step, at, data }) => {
      if (!isCode(step) || at === undefined) throw unreadable()
      return { number, seen, step, at: timestampDate(at), data: parsed(codedOf(data, MAX_DATA)) }
    }),
  }
}

function readAsking(request: NonNullable<EvidenceRequestUpdate['request']>): Asking {
  const { treaty, draftedBy, protocolVersion, expedited } = request
  const type = ASSISTANCE.find(one => one === request.type)
  const priority = PRIORITIES.find(one => priorities.toEnum(one) === request.priority)
  const answers = request.answers.length <= MAX_ANSWERS ? parsed(request.answers) : undefined
  const isNamed = isCode(treaty) && agencyIdOf(draftedBy) !== null
  if (type === undefined || priority === undefined || !isNamed || !isCodedFields(answers)) throw unreadable()
  return { type, treaty, priority, draftedBy, protocolVersion, answers, expedited }
}

function parsed(json: string): Coded | undefined {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const unreadable = () => errors.edge_message_unreadable()
