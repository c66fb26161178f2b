import type { Transaction } from '@amparo/store'
import type { ReceivedMessage } from '../../ports/edge-message.ts'
import { type ReportedRequest, readRequest } from '../../ports/request-message.ts'
import type { Incoming } from '../../store/incoming.ts'
import { addProof } from '../../store/request-steps.ts'
import { messages } from '../messages.ts'
import { stateAbout } from '../state-about.ts'
import type { Proof } from '../take-evidence.ts'
import { type Admission, admissionOf } from './admit-request.ts'
import type { RequestDeps } from './deps.ts'
import { takeRequest } from './take-request.ts'

/** What a peer says of a request, and whether one that is new here would be taken. */
export interface ReceivedRequest {
  readonly reported: ReportedRequest
  readonly admission: Admission
}

/** Undefined: the message is about something else. Throws edge_message_unreadable, or that the directory cannot answer now. */
export async function readToTake(
  deps: RequestDeps,
  { body, peer }: ReceivedMessage,
): Promise<ReceivedRequest | undefined> {
  if (body.case !== 'evidenceRequest') return undefined
  const reported = readRequest(body.value, { peer, ownHub: deps.hub })
  return { reported, admission: await admissionOf(deps, reported) }
}

/**
 * Keeps the message as the proof of what it says, if it is taken: then it is delivered. Else its hub hears why it is not, and so does the
 * operator of this one. Answers what is to be logged.
 */
export const receiveRequest =
  (deps: RequestDeps) =>
  async (
    tx: Transaction,
    row: Incoming,
    { reported, admission }: ReceivedRequest,
    { bytes: message, signature }: Proof,
  ): Promise<() => void> => {
    const { peer, messageId, kind } = row
    const code = await takeRequest(deps)(tx, reported, admission)
    await stateAbout(deps)(tx, row, code === undefined ? 'delivered' : 'refused', code)
    if (code !== undefined) return () => messages['edge.request_refused'](deps.log, { messageId, peer, code })
    await addProof(tx, { peer, messageId, requestId: reported.requestId, message, signature })
    return () => messages['edge.taken'](deps.log, { messageId, peer, kind })
  }
