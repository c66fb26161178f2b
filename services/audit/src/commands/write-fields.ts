import type { DescMessage, MessageShape } from '@amparo/contracts'
import type { MessageBytes } from './message-bytes.ts'

type Field = DescMessage['fields'][number]
type Write = (value: unknown, into: MessageBytes) => void

/**
 * Writes these fields of a message as `toBinary` does, in the order of their numbers, and none that this version does not know. Made once for
 * a message's form, and for what entries are made of alone: it takes a third of the time. Throws a TypeError for a form that it does not know.
 */
export function fieldsWriter<D extends DescMessage>(
  schema: D,
  which: (field: Field) => boolean = () => true,
): (message: MessageShape<D>, into: MessageBytes) => void {
  const writers = schema.fields
    .filter(which)
    .toSorted((one, other) => one.number - other.number)
    .map(field => ({ name: field.localName, write: fieldWriter(field) }))
  return (message, into) => {
    const values: Readonly<Record<string, unknown>> = message
    for (const { name, write } of writers) write(values[name], into)
  }
}

/** Wire types. */
const VARINT = 0
const WITH_LENGTH = 2

function fieldWriter(field: Field): Write {
  const { number, fieldKind, oneof } = field
  if (oneof !== undefined) throw new TypeError(`${field.toString()} is one of several`)
  switch (fieldKind) {
    case 'scalar':
      return scalarWriter(field)
    case 'enum':
      return numberWriter(number)
    case 'message': {
      const write = nestedWriter(number, field.message)
      return (value, into) => {
        if (value !== undefined) write(value, into)
      }
    }
    case 'list':
      return listWriter(field)
    default:
      throw new TypeError(`${field.toString()} is of a form that no entry has`)
  }
}

/** Numbers of protocol buffers' own kinds. */
const INT64 = 3
const INT32 = 5
const BOOL = 8
const STRING = 9
const UINT32 = 13

function scalarWriter({ number, scalar }: Field & { fieldKind: 'scalar' }): Write {
  if (scalar === STRING) {
    const tag = tagOf(number, WITH_LENGTH)
    return (value, into) => {
      if (value !== '') into.text(tag, value as string)
    }
  }
  if (scalar === INT64 || scalar === INT32 || scalar === UINT32 || scalar === BOOL) return numberWriter(number)
  throw new TypeError(`a field of kind ${scalar} is in no entry`)
}

/** What has its default is not written. */
function numberWriter(number: number): Write {
  const tag = tagOf(number, VARINT)
  return (value, into) => {
    const written = Number(value)
    if (written === 0) return
    into.varint(tag)
    into.varint(written)
  }
}

function nestedWriter(number: number, schema: DescMessage): Write {
  const tag = tagOf(number, WITH_LENGTH)
  const write = fieldsWriter(schema)
  return (value, into) => {
    into.varint(tag)
    into.measured(() => write(value as MessageShape<DescMessage>, into))
  }
}

/** Of messages and texts one after the other; of codes, all in one. */
function listWriter(field: Field & { fieldKind: 'list' }): Write {
  if (field.listKind === 'message') {
    const write = nestedWriter(field.number, field.message)
    return (values, into) => {
      for (const value of values as unknown[]) write(value, into)
    }
  }
  if (field.listKind === 'scalar' && field.scalar === STRING) {
    const tag = tagOf(field.number, WITH_LENGTH)
    return (values, into) => {
      for (const value of values as string[]) into.text(tag, value)
    }
  }
  if (field.listKind !== 'enum' || !field.packed) throw new TypeError(`${field.toString()} is a list that no entry has`)
  const tag = tagOf(field.number, WITH_LENGTH)
  return (values, into) => {
    const numbers = values as number[]
    if (numbers.length === 0) return
    into.varint(tag)
    into.measured(() => {
      for (const value of numbers) into.varint(value)
    })
  }
}

const tagOf = (number: number, wireType: number): number => number * 8 + wireType
