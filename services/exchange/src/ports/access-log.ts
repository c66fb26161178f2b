import {
  AppendRequestSchema,
  append,
  create,
  type Entry,
  type EntrySchema,
  type MessageInitShape,
  ReceiptSchema,
  toBinary,
} from '@amparo/contracts'
import { errors as cryptoErrors, requestHash, type VerificationKey, verifyStatement } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'
import { acting } from '@amparo/observability'

type EntryInit = Exclude<MessageInitShape<typeof EntrySchema>, Entry>
/** Durable when it answers. Throws while it cannot be: then nothing is shown. */
export type AppendEntry = (entry: EntryInit) => Promise<void>

interface AppendDeps {
  readonly ask: Nats['ask']
  /** Whose receipts are believed. */
  readonly signer: VerificationKey
  readonly now: Clock
  readonly newId: NewId
}

export const appendBy =
  ({ ask, signer, now, newId }: AppendDeps): AppendEntry =>
  async init => {
    const entry = { ...acting(), entryId: newId(), source: 'exchange', ...init }
    const request = create(AppendRequestSchema, { nonce: newId(), entry })
    const { receipt } = await ask(append, request)
    const hash = requestHash(toBinary(AppendRequestSchema, request))
    const stated = verifyStatement(ReceiptSchema, 'receipt.v1', receipt, signer, { now: now(), requestHash: hash })
    if (stated.entryId !== entry.entryId) throw cryptoErrors.statement_invalid()
  }
