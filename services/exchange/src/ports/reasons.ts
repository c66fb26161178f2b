import { create, RequestReasonsRequestSchema, requestReasons } from '@amparo/contracts'
import type { Nats } from '@amparo/messaging'
import type { Party } from '../domain/requests/request.ts'

/** Whether redaction holds, written by that authority about that request, the very text of that hash. Throws while it cannot answer. */
export type ReasonsWritten = (of: {
  readonly requestId: string
  readonly sha256: string
  readonly by: Party
}) => Promise<boolean>

export const reasonsWrittenBy =
  ({ ask }: Pick<Nats, 'ask'>): ReasonsWritten =>
  async of =>
    (await ask(requestReasons, create(RequestReasonsRequestSchema, of))).written
