import type { DescMessage } from '@amparo/contracts'
import { code, list, table } from './document.ts'

type DescField = DescMessage['fields'][number]

/** Every message that these hold, themselves included. Those of protobuf itself apart; sorted by name. */
export function reachable(roots: readonly DescMessage[]): DescMessage[] {
  const seen = new Map<string, DescMessage>()
  const visit = (message: DescMessage) => {
    if (seen.has(message.typeName) || message.typeName.startsWith('google.')) return
    seen.set(message.typeName, message)
    for (const field of message.fields) if (field.message) visit(field.message)
  }
  roots.forEach(visit)
  return [...seen.values()].sort((a, b) => (a.typeName < b.typeName ? -1 : 1))
}

export const fieldTable = (message: DescMessage, comments: ReadonlyMap<string, string>): string =>
  table(
    ['', 'field', 'type', ''],
    message.fields.map(field => [
      String(field.number),
      code(field.name),
      typeOf(field),
      comments.get(`${message.typeName}.${field.name}`) ?? '',
    ]),
  )

/** The codes of every enumeration that these messages use, without the prefix that protobuf asks for. */
export function enumTable(messages: readonly DescMessage[]): string {
  const enums = new Map(messages.flatMap(({ fields }) => fields.flatMap(f => (f.enum ? [[f.enum.name, f.enum]] : []))))
  const rows = [...enums.values()].map(({ name, values, sharedPrefix = '' }) => [
    name,
    list(values.filter(({ number }) => number !== 0).map(value => value.name.slice(sharedPrefix.length).toLowerCase())),
  ])
  return table(['codes of', ''], rows.sort())
}

function typeOf(field: DescField): string {
  const type = field.message?.name ?? field.enum?.name ?? scalarName(field)
  const either = field.oneof && !field.oneof.name.startsWith('_') ? `, one of ${code(field.oneof.name)}` : ''
  return `${field.fieldKind === 'list' ? 'list of ' : ''}${type}${either}`
}

/** Numbers of google.protobuf.FieldDescriptorProto.Type. */
const SCALARS: Readonly<Record<number, string>> = {
  1: 'double',
  3: 'int64',
  4: 'uint64',
  5: 'int32',
  8: 'bool',
  9: 'string',
  12: 'bytes',
  13: 'uint32',
}

function scalarName(field: DescField): string {
  const name = field.scalar === undefined ? undefined : SCALARS[field.scalar]
  if (name === undefined) throw new Error(`No name for the type of ${field}`)
  return name
}
