import {
  AppendRequestSchema,
  append,
  create,
  EntrySchema,
  type MessageInitShape,
  ReceiptSchema,
  toBinary,
} from '@amparo/contracts'
import { errors as cryptoErrors, requestHash, verifyStatement } from '@amparo/crypto'
import { acting } from '@amparo/observability'
import type { Ask, Verifying } from './asking.ts'

export type EntryInit = MessageInitShape<typeof EntrySchema> & { readonly entryId: string }
/** Resolves when the entry is durable. Throws while it cannot be: what depends on it does not happen. */
export type AppendEntry = (entry: EntryInit) => Promise<void>

export const appendBy =
  (ask: Ask, { signer, now, newId }: Verifying): AppendEntry =>
  async entry => {
    const request = create(AppendRequestSchema, {
      nonce: newId(),
      entry: create(EntrySchema, { ...acting(), ...entry }),
    })
    const { receipt } = await ask(append, request)
    const hash = requestHash(toBinary(AppendRequestSchema, request))
    const stated = verifyStatement(ReceiptSchema, 'receipt.v1', receipt, signer, { now: now(), requestHash: hash })
    if (stated.entryId !== entry.entryId) throw cryptoErrors.statement_invalid()
  }
