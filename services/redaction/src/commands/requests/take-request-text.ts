import { Action, Purpose, type RequestStanding, timestampFromDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { errors as messageErrors } from '../../domain/errors.ts'
import { errors } from '../../domain/request-errors.ts'
import { LETTER, type RequestText } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import { requestTextSchema } from '../../store/request-text.schema.ts'
import { addRequestText, hashOfText, requestKey } from '../../store/request-texts.ts'
import { isSame } from '../open-case.ts'
import type { MessageTerms, ReceivedMessage } from '../open-message.ts'
import { awaitReferral } from '../patience.ts'
import type { RequestTextDeps } from './deps.ts'

export interface TakeTextDeps extends Pick<RequestTextDeps, 'keys' | 'append' | 'findRequest' | 'now' | 'newId'> {
  /** How long its request is waited for. */
  readonly patienceMs: number
}

interface Came {
  readonly received: ReceivedMessage
  readonly receivedAt: Date
  readonly from: Party
  readonly terms: MessageTerms | undefined
  /** The bytes that its hash is of. */
  readonly json: string
}

/**
 * A text of a request for evidence came from another hub: of a request that its central authority has signed to this agency, and the very one
 * that the request names by its hash; or one authority writes to the other about it. Then it is in the log, and may be kept. Throws `request_text_unknown`, `message_malformed`.
 */
export async function takeRequestText(
  deps: TakeTextDeps,
  { received, receivedAt, from, terms, json }: Came,
): Promise<(tx: Transaction) => Promise<void>> {
  const { messageId: textId, referralId: requestId, to } = received
  const { field, ...text } = textIn(json)
  const standing = await deps.findRequest(requestId)
  if (standing === undefined) awaitReferral({ receivedAt, now: deps.now(), patienceMs: deps.patienceMs })
  const sha256 = hashOfText(json)
  if (standing === undefined || text.requestId !== requestId || !isOf(standing, { field, sha256, from, to }))
    throw errors.request_text_unknown()
  // What a request says serves the criminal matter alone (consent's table of evidence).
  if (terms && terms.purpose !== Purpose.CRIMINAL_INVESTIGATION) throw messageErrors.message_terms_differ()
  const key = await requestKey(deps.keys, requestId)
  const madeAt = deps.now()
  await deps.append({
    ...{ entryId: deps.newId(), action: Action.PACKAGE_TAKEN_IN, agency: to, recipient: to, code: field },
    ...(terms && { purpose: terms.purpose, basis: terms.basis }),
    ...{ referralId: requestId, occurredAt: timestampFromDate(madeAt) },
  })
  const kept = { textId, requestId, field, sha256, by: from, byUser: undefined, madeAt }
  return tx => addRequestText(tx, kept, json, key)
}

function textIn(json: string): RequestText {
  try {
    return requestTextSchema.parse(JSON.parse(json))
  } catch {
    // The cause is dropped: it could quote the text.
    throw messageErrors.message_malformed()
  }
}

interface Said {
  readonly field: string
  readonly sha256: string
  readonly from: Party
  readonly to: Party
}

/** What is asked goes one way, and the request names it; what the two authorities write about it goes either way. */
const isOf = (standing: RequestStanding, { field, sha256, from, to }: Said): boolean =>
  field === LETTER
    ? isBetween(standing, from, to) || isBetween(standing, to, from)
    : isBetween(standing, from, to) && standing.texts.some(one => one.field === field && one.sha256 === sha256)

const isBetween = ({ sender, recipient }: RequestStanding, from: Party, to: Party): boolean =>
  sender !== undefined && recipient !== undefined && isSame(sender, from) && isSame(recipient, to)
