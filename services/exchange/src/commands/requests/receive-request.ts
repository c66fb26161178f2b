import type { Transaction } from '@amparo/store'
import type { TakingCode } from '../../domain/requests/errors.ts'
import type { ReceivedMessage } from '../../ports/edge-message.ts'
import { type ReportedRequest, readRequest } from '../../ports/request-message.ts'
import type { Incoming } from '../../store/incoming.ts'
import { addProof } from '../../store/request-steps.ts'
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

/** Keeps the message as the proof of what it says, if it was taken; else answers why not. */
export const receiveRequest =
  (deps: RequestDeps) =>
  async (
    tx: Transaction,
    { peer, messageId }: Pick<Incoming, 'peer' | 'messageId'>,
    { reported, admission }: ReceivedRequest,
    { bytes: message, signature }: Proof,
  ): Promise<TakingCode | undefined> => {
    const refusal = await takeRequest(deps)(tx, reported, admission)
    if (refusal !== undefined) return refusal
    await addProof(tx, { peer, messageId, requestId: reported.requestId, message, signature })
    return undefined
  }
