import type { Pointer } from '../form.ts'

/** Why something of a FHIR Consent is not taken over. */
export const UNMAPPED_REASONS = [
  'free_text',
  'foreign_code',
  'foreign_reference',
  'no_counterpart',
  'recorded_anew',
] as const
export type UnmappedReason = (typeof UNMAPPED_REASONS)[number]

export interface Unmapped {
  /** RFC 6901, into the resource. Of the value nothing is said: it may name somebody. */
  readonly path: string
  readonly reason: UnmappedReason
}

/** One place in the resource. Where nothing is, its value is undefined. */
export interface Node {
  readonly pointer: Pointer | ''
  readonly value: unknown
  readonly get: (...keys: readonly string[]) => Node
  readonly items: () => readonly Node[]
}

export const nodeOf = (value: unknown, pointer: Node['pointer'] = ''): Node => ({
  pointer,
  value,
  get: (...keys) => keys.reduce((node, key) => child(node, key), nodeOf(value, pointer)),
  items: () => (Array.isArray(value) ? value.map((item, n) => nodeOf(item, `${pointer}/${n}`)) : []),
})

const child = ({ value, pointer }: Node, key: string): Node => {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const found: unknown = isObject && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
  return nodeOf(found, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

/** Everything that holds a value, or is empty where values should be. */
function* leavesUnder(node: Node): Generator<Node> {
  const { value } = node
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (keys.length === 0) yield node
  else if (Array.isArray(value)) for (const item of node.items()) yield* leavesUnder(item)
  else for (const key of keys) yield* leavesUnder(node.get(key))
}

/** Says of every leaf of a resource what became of it; a leaf of which nobody said anything is on the list all the same. */
export interface Account {
  readonly mapped: (...nodes: readonly Node[]) => void
  /** Not taken over, and nothing is wider for that. */
  readonly left: (node: Node, reason?: UnmappedReason) => void
  readonly unmapped: () => readonly Unmapped[]
  /** What nobody has looked at. */
  readonly unseen: () => readonly string[]
}

export function accountOf(resource: Node): Account {
  const fates = new Map<string, 'unseen' | 'mapped' | UnmappedReason>()
  for (const { pointer } of leavesUnder(resource)) fates.set(pointer, 'unseen')
  return {
    mapped: (...nodes) => {
      for (const { pointer } of nodes) if (fates.has(pointer)) fates.set(pointer, 'mapped')
    },
    left: (node, reason) => {
      for (const { pointer } of leavesUnder(node)) {
        if (fates.get(pointer) === 'unseen') fates.set(pointer, reason ?? reasonOf(pointer))
      }
    },
    unmapped: () =>
      [...fates].flatMap(([path, fate]) =>
        fate === 'mapped' ? [] : [{ path, reason: fate === 'unseen' ? reasonOf(path) : fate }],
      ),
    unseen: () => [...fates].flatMap(([pointer, fate]) => (fate === 'unseen' ? [pointer] : [])),
  }
}

const WORDS = /\/(?:text|display|title|div|description|comment)(?:\/|$)/
const CODES =
  /\/(?:coding|category|regulatoryBasis|purpose|securityLabel|documentType|resourceType|code|role|action|tag)(?:\/|$)/
const REFERENCES = /\/(?:reference|identifier|grantor|grantee|manager|controller)(?:\/|$)/

/** Of a leaf of which nothing else is known. */
function reasonOf(pointer: string): UnmappedReason {
  if (WORDS.test(pointer)) return 'free_text'
  if (CODES.test(pointer)) return 'foreign_code'
  return REFERENCES.test(pointer) ? 'foreign_reference' : 'no_counterpart'
}

/** Deeper than any consent. JSON of a hundred thousand brackets is small, and walking it would end the process. */
const DEEPEST = 40

export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth > DEEPEST || Object.values(value).some(inner => isTooDeep(inner, depth + 1))
}
