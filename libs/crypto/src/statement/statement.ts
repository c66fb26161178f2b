import { sign, verify } from 'node:crypto'
import {
  create,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  type Signed,
  SignedSchema,
  type Timestamp,
  timestampDate,
  toBinary,
} from '@amparo/contracts'
import { utf8 } from '../bytes.ts'
import { errors } from '../errors.ts'
import type { SigningKey, VerificationKey } from './keys.ts'

/** How long a permit, receipt, attestation or standing is believed. */
export const STATEMENT_LIFETIME_MS = 30_000
/** Services of one hub keep their clocks this close. */
const CLOCK_SKEW_MS = 5_000

/** A message that says until when it is believed and which request it answers. */
export type StatementSchema = Parameters<typeof toBinary>[0]

/** The type is under the signature, so that a receipt cannot be passed off as a permit with the same bytes. */
const signedBytes = (type: string, payload: Uint8Array): Uint8Array =>
  Buffer.concat([utf8(`amparo/${type}\0`), payload])

/**
 * `type` is e.g. "permit.v1". What is to be acted on must say `expiresAt` (at most 30 s from now) and `requestHash`; what is to be
 * kept (see `verifyRecord`) says neither.
 */
export function signStatement<D extends StatementSchema>(
  schema: D,
  value: MessageInitShape<D>,
  type: string,
  key: SigningKey,
): Signed {
  const payload = toBinary(schema, create(schema, value))
  // Ed25519 hashes by itself: the first argument is null by design.
  const signature = new Uint8Array(sign(null, signedBytes(type, payload), key.privateKey))
  return create(SignedSchema, { type, keyId: key.keyId, payload, signature })
}

/**
 * Throws statement_invalid, always the same, unless it is of this type, signed by exactly this signer, not expired, not
 * believed for longer than 30 s, and bound to the request. `requestHash: null` is for a statement handed on by somebody
 * else's request (an attestation inside a decide request); the caller then checks what else it is bound to.
 */
export function verifyStatement<D extends StatementSchema>(
  schema: D,
  type: string,
  signed: Signed | undefined,
  signer: VerificationKey,
  expected: { now: Date; requestHash: string | null },
): MessageShape<D> {
  const message = verifyRecord(schema, type, signed, signer)
  const { expiresAt, requestHash } = message as { expiresAt?: Timestamp; requestHash?: string }
  const left = expiresAt === undefined ? Number.NaN : timestampDate(expiresAt).getTime() - expected.now.getTime()
  // Written so that a statement without an expiry (NaN) is refused too.
  const inForce = left > 0 && left <= STATEMENT_LIFETIME_MS + CLOCK_SKEW_MS
  const bound = expected.requestHash === null || (requestHash !== '' && requestHash === expected.requestHash)
  if (!inForce || !bound) throw errors.statement_invalid()
  return message
}

/** What is kept rather than acted on at once (a line of a journal): believed whenever it comes. Throws statement_invalid. */
export function verifyRecord<D extends StatementSchema>(
  schema: D,
  type: string,
  signed: Signed | undefined,
  signer: VerificationKey,
): MessageShape<D> {
  // The type is compared with the expected one and then taken from here, never from the message.
  const believed =
    signed !== undefined &&
    signed.type === type &&
    signed.keyId === signer.keyId &&
    verify(null, signedBytes(type, signed.payload), signer.publicKey, signed.signature)
  if (!believed) throw errors.statement_invalid()
  return decode(schema, signed.payload)
}

function decode<D extends StatementSchema>(schema: D, payload: Uint8Array): MessageShape<D> {
  try {
    return fromBinary(schema, payload)
  } catch (cause) {
    throw errors.statement_invalid({ cause })
  }
}
