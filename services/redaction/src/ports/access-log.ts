import {
  AppendRequestSchema,
  create,
  EntrySchema,
  type MessageInitShape,
  append as question,
  type Receipt,
  ReceiptSchema,
  toBinary,
} from '@amparo/contracts'
import { errors as cryptoErrors, requestHash, verifyStatement } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import { acting } from '@amparo/observability'
import type { Ask, Verifying } from './asking.ts'

export type LogEntry = MessageInitShape<typeof EntrySchema> & { readonly entryId: string }

/** An entry as it is kept until what it permits is done, which is entered on the same grounds. */
export const kept = (entry: LogEntry): Uint8Array =>
  toBinary(EntrySchema, create(EntrySchema, { ...acting(), ...entry }))

/** Durable when it answers; says of which chain of events it is, and by which scope, unless the entry does. Throws when there is no receipt, or one that does not verify: then nothing goes out. */
export type Append = (entry: LogEntry) => Promise<Receipt>

export const appendTo =
  (ask: Ask, { signer, now, newId }: Verifying): Append =>
  async entry => {
    const request = create(AppendRequestSchema, {
      nonce: newId(),
      entry: { ...acting(), ...entry, source: 'redaction' },
    })
    const { receipt: signed } = await ask(question, request)
    const receipt = verifyStatement(ReceiptSchema, 'receipt.v1', signed, signer, {
      now: now(),
      requestHash: requestHash(toBinary(AppendRequestSchema, request)),
    })
    if (receipt.entryId !== entry.entryId) throw cryptoErrors.statement_invalid()
    return receipt
  }

/**
 * For what is done in steps that may be broken off: the entry comes first, under an id that is kept for it, and one that stands there
 * since an earlier try does, with the time of that try. It gives no receipt: nothing is disclosed on it.
 */
export async function enterOnce(append: Append, entry: LogEntry): Promise<void> {
  try {
    await append(entry)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'log_entry_id_reused') throw error
  }
}
