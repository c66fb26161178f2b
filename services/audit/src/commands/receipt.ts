import {
  type AppendRequest,
  AppendRequestSchema,
  ReceiptSchema,
  type Signed,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Placed } from '../domain/placement.ts'

/** What whoever asked shows before it releases anything: valid 30 s, for this request alone. */
export function receiptFor(request: AppendRequest, { index, leafHash }: Placed, now: Date, key: SigningKey): Signed {
  const receipt = {
    requestHash: requestHash(toBinary(AppendRequestSchema, request)),
    entryId: request.entry?.entryId ?? '',
    index: BigInt(index),
    leafHash: Buffer.from(leafHash).toString('hex'),
    issuedAt: timestampFromDate(now),
    expiresAt: timestampFromDate(new Date(now.getTime() + STATEMENT_LIFETIME_MS)),
  }
  return signStatement(ReceiptSchema, receipt, 'receipt.v1', key)
}
