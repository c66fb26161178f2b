import {
  AppendRequestSchema,
  create,
  type EntrySchema,
  type MessageInitShape,
  append as question,
  type Receipt,
  ReceiptSchema,
  toBinary,
} from '@amparo/contracts'
import { errors as cryptoErrors, requestHash, verifyStatement } from '@amparo/crypto'
import type { Ask, Verifying } from './asking.ts'

export type LogEntry = MessageInitShape<typeof EntrySchema> & { readonly entryId: string }

/** Durable when it answers. Throws when there is no receipt, or one that does not verify: then nothing goes out. */
export type Append = (entry: LogEntry) => Promise<Receipt>

export const appendTo =
  (ask: Ask, { signer, now, newId }: Verifying): Append =>
  async entry => {
    const request = create(AppendRequestSchema, { nonce: newId(), entry: { ...entry, source: 'redaction' } })
    const { receipt: signed } = await ask(question, request)
    const receipt = verifyStatement(ReceiptSchema, 'receipt.v1', signed, signer, {
      now: now(),
      requestHash: requestHash(toBinary(AppendRequestSchema, request)),
    })
    if (receipt.entryId !== entry.entryId) throw cryptoErrors.statement_invalid()
    return receipt
  }
