import {
  AppendRequestSchema,
  append,
  create,
  type EntrySchema,
  type MessageInitShape,
  type Receipt,
  ReceiptSchema,
  type ServiceName,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import { acting } from '@amparo/observability'
import { type Asking, boundTo } from './ask.ts'

export type EntryInit = Omit<MessageInitShape<typeof EntrySchema>, '$typeName' | 'source'> & {
  readonly entryId: string
}

/**
 * Puts an entry into the access log. Durable when it answers; says of which chain of events it is, and by which scope, unless the entry
 * does. Throws when there is no receipt, or one that does not verify: then what depends on it does not happen.
 */
export type Append = (entry: EntryInit) => Promise<Receipt>

/** `source`: the service that enters. `signer`: the key of audit. */
export const appendTo =
  (source: ServiceName, { ask, signer, now, newId }: Asking): Append =>
  async entry => {
    const request = create(AppendRequestSchema, { nonce: newId(), entry: { ...acting(), ...entry, source } })
    const { receipt: signed } = await ask(append, request)
    const bound = boundTo(AppendRequestSchema, request, now)
    const receipt = verifyStatement(ReceiptSchema, 'receipt.v1', signed, signer, bound)
    if (receipt.entryId !== entry.entryId) throw cryptoErrors.statement_invalid()
    return receipt
  }
