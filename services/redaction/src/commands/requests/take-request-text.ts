import { Action, Purpose, type RequestStanding, sha256Hex, timestampFromDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { errors as messageErrors } from '../../domain/errors.ts'
import { errors } from '../../domain/request-errors.ts'
import { CONTACT, LETTER, type RequestText } from '../../domain/request-text.ts'
import type { SealedSaid } from '../../domain/sealed-item.ts'
import type { Party } from '../../ports/decision.ts'
import { requestTextSchema } from '../../store/request-text.schema.ts'
import { addRequestText, hashOfText, type NamedText, requestKey } from '../../store/request-texts.ts'
import { isSame } from '../open-case.ts'
import type { MessageTerms, ReceivedMessage } from '../open-message.ts'
import type { Patience } from '../patience.ts'
import type { RequestTextDeps } from './deps.ts'

export interface TakeTextDeps
  extends Pick<RequestTextDeps, 'store' | 'keys' | 'append' | 'findRequest' | 'now' | 'newId'> {
  /** With which it waits for its request. */
  readonly patience: Patience
}

interface Came {
  readonly received: ReceivedMessage
  readonly receivedAt: Date
  readonly from: Party
  readonly terms: MessageTerms | undefined
  /** The bytes that its hash is of; or sealed to the central authority itself, with the field and the hash that its sender states. */
  readonly text: string | SealedSaid
}

interface TakenText {
  readonly named: NamedText
  readonly keep: (tx: Transaction) => Promise<void>
}

/**
 * A text of a request for evidence came from another hub: of a request that its central authority has signed to this agency, and the very one
 * that the request names by its hash; or one authority writes to the other about it. Then it is in the log, and may be kept. Throws `request_text_unknown`, `message_malformed`.
 */
export async function takeRequestText(
  deps: TakeTextDeps,
  { received, receivedAt, from, terms, text }: Came,
): Promise<TakenText> {
  const { messageId: textId, referralId: requestId, to } = received
  const { field, sha256, of } = namedBy(text)
  if (!isSha256(sha256)) throw messageErrors.message_malformed()
  const standing = await deps.findRequest(requestId)
  if (standing === undefined) deps.patience.awaitReferral(receivedAt)
  if (standing === undefined || (of !== undefined && of !== requestId) || !isOf(standing, { field, sha256, from, to }))
    throw errors.request_text_unknown()
  // What a request says serves the criminal matter alone (consent's table of evidence).
  if (terms && terms.purpose !== Purpose.CRIMINAL_INVESTIGATION) throw messageErrors.message_terms_differ()
  const key = await requestKey(deps, requestId)
  const madeAt = deps.now()
  await deps.append({
    ...{ entryId: deps.newId(), action: Action.PACKAGE_TAKEN_IN, agency: to, recipient: to, code: field },
    ...(terms && { purpose: terms.purpose, basis: terms.basis }),
    ...{ referralId: requestId, occurredAt: timestampFromDate(madeAt) },
  })
  const kept = { textId, requestId, field, sha256, by: from, byUser: undefined, madeAt }
  return { named: { field, sha256 }, keep: tx => addRequestText(tx, kept, text, key) }
}

const isSha256 = (hex: string): boolean => sha256Hex.safeParse(hex).success

/** Of one that is sealed nobody here can say more than its sender does: its reader compares it with the manifest inside. */
function namedBy(text: string | SealedSaid): NamedText & { readonly of?: string } {
  if (typeof text !== 'string') return { field: text.field, sha256: text.sha256 }
  const { field, requestId: of } = textIn(text)
  return { field, sha256: hashOfText(text), of }
}

function textIn(json: string): RequestText {
  try {
    return requestTextSchema.parse(JSON.parse(json))
  } catch {
    // The cause is dropped: it could quote the text.
    throw messageErrors.message_malformed()
  }
}

interface Said extends NamedText {
  readonly from: Party
  readonly to: Party
}

/**
 * What is asked goes one way, and the request names it; what the two authorities write about it goes either way, and whoever leads the case
 * writes to that of the other state. In contact an agency of the hub that was asked writes to that of the hub that asks, and is answered.
 */
const isOf = (standing: RequestStanding, { field, sha256, from, to }: Said): boolean =>
  field === CONTACT
    ? isOfExecuting(standing, from, to) || isOfDrafter(standing, from, to)
    : field === LETTER
      ? isBetween(standing, from, to) || isBetween(standing, to, from) || isOfDrafter(standing, from, to)
      : isBetween(standing, from, to) && standing.texts.some(one => one.field === field && one.sha256 === sha256)

const isBetween = ({ sender, recipient }: RequestStanding, from: Party, to: Party): boolean =>
  sender !== undefined && recipient !== undefined && isSame(sender, from) && isSame(recipient, to)

const isOfDrafter = ({ fromHub, draftedBy, recipient }: RequestStanding, from: Party, to: Party): boolean =>
  recipient !== undefined && isSame(recipient, to) && isSame({ hub: fromHub, agencyId: draftedBy }, from)

/** Which agency of its own executes it, only the hub that was asked knows, and answers for. */
const isOfExecuting = ({ toHub, sender }: RequestStanding, from: Party, to: Party): boolean =>
  sender !== undefined && from.hub === toHub && isSame(sender, to)
