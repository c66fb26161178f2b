import {
  type Action,
  AppendRequestSchema,
  append,
  create,
  type Entry,
  type EntrySchema,
  type MessageInitShape,
  ReceiptSchema,
  timestampFromDate,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import { acting } from '@amparo/observability'
import { type AskDeps, boundTo } from './asking.ts'

/** Whoever works at the desk, as the token says. */
export interface Worker {
  readonly user: string
  readonly agency: string
  readonly hub: string
  readonly acr: string
}

export interface Deed extends Omit<Exclude<MessageInitShape<typeof EntrySchema>, Entry>, 'action'> {
  readonly action: Action
  readonly code: string
}

/**
 * What somebody does at the desk, in the log; nobody: the service by itself. Durable when it answers; throws when it is not, and then
 * nothing is shown or done.
 */
export type Enter = (by: Worker | undefined, deed: Deed) => Promise<void>

/** `signer`: the service's own key. Any instance answers auditors; the one that writes the log is asked, as by every other service. */
export const enterInto =
  ({ ask, signer, now, newId }: AskDeps): Enter =>
  async (by, deed) => {
    const entry = {
      ...acting(),
      ...{ entryId: newId(), source: 'audit', occurredAt: timestampFromDate(now()) },
      ...(by && { userId: by.user, authentication: by.acr, agency: { hub: by.hub, agencyId: by.agency } }),
      ...deed,
    }
    const request = create(AppendRequestSchema, { nonce: newId(), entry })
    const { receipt } = await ask(append, request)
    const stated = verifyStatement(
      ReceiptSchema,
      'receipt.v1',
      receipt,
      signer,
      boundTo(AppendRequestSchema, request, now),
    )
    if (stated.entryId !== entry.entryId) throw cryptoErrors.statement_invalid()
  }
