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
import { type Taken, takeRequest } from './take-request.ts'

/** What a peer says of a request, and whether one that is new here would be taken. */
export interface ReceivedRequest {
  readonly reported: ReportedRequest
  readonly admission: Admission
  /** By the own directory the authority that says so is suspended. */
  readonly suspended: boolean
}

/** Undefined: the message is about something else. Throws edge_message_unreadable, or that the directory cannot answer now. */
export async function readToTake(
  deps: RequestDeps,
  { body, peer }: ReceivedMessage,
): Promise<ReceivedRequest | undefined> {
  if (body.case !== 'evidenceRequest') return undefined
  const reported = readRequest(body.value, { peer, ownHub: deps.hub })
  const { hub, agencyId } = reported.by
  const agency = await deps.directory.findAgency(hub, agencyId)
  return { reported, admission: await admissionOf(deps, reported), suspended: agency?.suspended === true }
}

const SUSPENDED = { refusal: 'request_sender_suspended' } as const

/**
 * What is taken, or was here, is delivered; the message is kept as the proof of what is new in it. Else its hub hears why it is not taken, and so does the
 * operator of this one. Nothing is taken of an authority that is suspended here, though its hub signs for it: sent again after that, all its
 * steps come. Answers what is to be logged.
 */
export const receiveRequest =
  (deps: RequestDeps) =>
  async (
    tx: Transaction,
    row: Incoming,
    { reported, admission, suspended }: ReceivedRequest,
    { bytes: message, signature }: Proof,
  ): Promise<() => void> => {
    const { peer, messageId, kind } = row
    const taken: Taken = suspended ? SUSPENDED : await takeRequest(deps)(tx, reported, admission)
    const code = 'refusal' in taken ? taken.refusal : undefined
    await stateAbout(deps)(tx, row, code === undefined ? 'delivered' : 'refused', code)
    if (code !== undefined) return () => messages['edge.request_refused'](deps.log, { messageId, peer, code })
    // As often as it is said again it would be kept again, for good.
    if ('added' in taken && taken.added > 0)
      await addProof(tx, { peer, messageId, requestId: reported.requestId, message, signature })
    return () => messages['edge.taken'](deps.log, { messageId, peer, kind })
  }
