import { HUB_CODE } from '@amparo/kernel'
import { type DescField, type DescMessage, fromBinary, type MessageShape, ScalarType } from '@bufbuild/protobuf'
import { type Timestamp, TimestampSchema } from '@bufbuild/protobuf/wkt'
import { type AgencyRef, AgencyRefSchema } from './gen/amparo/common/v1/common_pb.ts'
import { memberOf } from './long-bytes.ts'

/**
 * What another hub wrote. Throws a RangeError for bytes that are no such message, and for values that no date, number or column here holds:
 * what cannot be kept would fail anew each time that it is handed over, and enough of it would stop what comes from everybody.
 */
export function readForeign<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> {
  const message = decoded(schema, bytes)
  if (!isHeld(schema, message)) throw new RangeError(`not a ${schema.name}`)
  return message
}

function decoded<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> {
  try {
    return fromBinary(schema, bytes)
  } catch {
    // The cause is dropped: it could quote what it read.
    throw new RangeError(`not a ${schema.name}`)
  }
}

function isHeld(schema: DescMessage, message: MessageShape<DescMessage>): boolean {
  if (schema.typeName === TimestampSchema.typeName) return isInstant(message as Timestamp)
  if (schema.typeName === AgencyRefSchema.typeName && !isParty(message as AgencyRef)) return false
  return schema.fields.every(field => isFieldHeld(field, memberOf(message, field)))
}

function isFieldHeld(field: DescField, value: unknown): boolean {
  if (value === undefined) return true
  if (field.fieldKind === 'list') return (value as unknown[]).every(one => isOneHeld(field, one))
  return isOneHeld(field, value)
}

function isOneHeld(field: DescField, value: unknown): boolean {
  if (field.message) return isHeld(field.message, value as MessageShape<DescMessage>)
  if (typeof value === 'string') return !value.includes('\0')
  if (typeof value === 'bigint') return value <= MAX_INT8
  return field.scalar !== ScalarType.UINT32 || Number(value) <= MAX_INT4
}

const MAX_INT4 = 2 ** 31 - 1
const MAX_INT8 = 2n ** 63n - 1n

/** From the year 1 to 9999, as google.protobuf.Timestamp has it: 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
const [FIRST, LAST] = [-62_135_596_800n, 253_402_300_799n]
const isInstant = ({ seconds, nanos }: Timestamp): boolean =>
  seconds >= FIRST && seconds <= LAST && nanos >= 0 && nanos < 1_000_000_000

/** A code and an id, or nothing: no text gets in as an agency. */
const AGENCY = /^[A-Za-z0-9_-]{0,64}$/
const isParty = ({ hub, agencyId }: AgencyRef): boolean => (hub === '' || HUB_CODE.test(hub)) && AGENCY.test(agencyId)
