import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type Fault, type Finding, pointerOf } from './faults.ts'

/** A YAML file that remembers where each of its values stands. */
export interface Source {
  readonly file: string
  readonly value: unknown
  readonly syntax: readonly Fault[]
  fault(finding: Finding): Fault
  /** Whether the file itself has something there. */
  has(path: Finding['path']): boolean
}

export function readSource(file: string, yaml: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, merge: true })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    // An empty file has no line.
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const syntax = document.errors.map(
    (error): Fault => ({
      file,
      ...at(error.pos[0]),
      pointer: '',
      code: 'yaml_syntax',
      message: `This is not YAML: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}.`,
    }),
  )
  return {
    file,
    value: syntax.length === 0 ? plainOf(document) : undefined,
    syntax,
    fault: ({ path, code, message }) => ({
      file,
      ...at(offsetOf(document, path).offset),
      pointer: pointerOf(path),
      code,
      message,
    }),
    has: path => offsetOf(document, path).exact,
  }
}

const plainOf = (document: Document): unknown => document.toJS({ maxAliasCount: 10_000 })

/** Where the value begins if it is one word, else its key; of what is not there, the nearest that would hold it. */
function offsetOf(document: Document, path: Finding['path']): { offset: number; exact: boolean } {
  let node: Node | null | undefined = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document)
    const found = childOf(node, key)
    if (found === undefined) return { offset, exact: false }
    node = found.value
    const place = isScalar(node) || isSeq(node) ? (node.range?.[0] ?? found.key) : found.key
    offset = (isScalar(node) ? place : found.key) ?? offset
  }
  return { offset, exact: true }
}

interface Child {
  readonly key: number | undefined
  readonly value: Node | null | undefined
}

function childOf(node: Node | null | undefined, key: string | number): Child | undefined {
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(key))
    return pair && { key: pair.key.range?.[0], value: pair.value }
  }
  if (!isSeq<Node>(node) || typeof key !== 'number') return undefined
  const item = node.items[key]
  return item && { key: item.range?.[0], value: item }
}
