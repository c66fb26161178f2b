import {
  create,
  type DescField,
  type DescMessage,
  type MessageInitShape,
  type MessageShape,
  ScalarType,
  toBinary,
} from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** Shorter ones are copied. */
const LONG = 64 * 1024

/**
 * The encoding of a message as pieces that belong behind each other: of each long field of bytes, also of messages in it, the bytes
 * themselves. `toBinary` has them in a room that it doubles, and cuts the message out of it: two and a half times their size, each time.
 */
export function toPieces<D extends DescMessage>(schema: D, message: MessageInitShape<D>): Uint8Array[] {
  const made: MessageShape<DescMessage> = create(schema, message)
  // As most are: nothing is encoded, or made anew, to find that out.
  if (!hasLong(schema, made)) return [toBinary<DescMessage>(schema, made)]
  const long = schema.fields.flatMap(field => {
    const pieces = longPieces(field, memberOf(made, field))
    return pieces === undefined ? [] : [{ field, pieces }]
  })
  const rest = long.reduce<MessageShape<DescMessage>>((one, { field }) => without(one, field), made)
  return [toBinary<DescMessage>(schema, rest), ...long.flatMap(({ field, pieces }) => fieldOf(field.number, pieces))]
}

/** The same in one piece, which is made at its length. */
export const toBytes = <D extends DescMessage>(schema: D, message: MessageInitShape<D>): Uint8Array =>
  joined(toPieces(schema, message))

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.byteLength
  }
  return all
}

const lengthOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/** A field of bytes, or with a message in it, that stands in the encoding of the message around it. */
export function fieldOf(number: number, pieces: readonly Uint8Array[]): Uint8Array[] {
  const header = new BinaryWriter().tag(number, WireType.LengthDelimited).uint32(lengthOf(pieces))
  return [header.finish(), ...pieces]
}

const hasLong = (schema: DescMessage, message: MessageShape<DescMessage>): boolean =>
  schema.fields.some(field => isLong(field, memberOf(message, field)))

/** Bytes, or a message with such in it. */
function isLong(field: DescField, value: unknown): boolean {
  if (field.fieldKind === 'message' && value !== undefined)
    return hasLong(field.message, value as MessageShape<DescMessage>)
  const isBytes = field.fieldKind === 'scalar' && field.scalar === ScalarType.BYTES && value instanceof Uint8Array
  return isBytes && value.byteLength >= LONG
}

function longPieces(field: DescField, value: unknown): readonly Uint8Array[] | undefined {
  if (!isLong(field, value)) return undefined
  return field.fieldKind === 'message'
    ? toPieces(field.message, value as MessageInitShape<DescMessage>)
    : [value as Uint8Array]
}

interface OneOf {
  readonly case: string | undefined
  readonly value?: unknown
}

const membersOf = (message: MessageShape<DescMessage>) => message as unknown as Readonly<Record<string, unknown>>

export function memberOf(message: MessageShape<DescMessage>, { oneof, localName }: DescField): unknown {
  if (oneof === undefined) return membersOf(message)[localName]
  const chosen = membersOf(message)[oneof.localName] as OneOf
  return chosen.case === localName ? chosen.value : undefined
}

/** Left out where it is encoded apart: in which order fields stand is nothing to who reads them. */
const without = (
  message: MessageShape<DescMessage>,
  { oneof, localName, fieldKind }: DescField,
): MessageShape<DescMessage> => {
  if (oneof !== undefined) return { ...message, [oneof.localName]: { case: undefined } }
  return { ...message, [localName]: fieldKind === 'message' ? undefined : new Uint8Array() }
}
