import type { Pointer } from '../form.ts'

type Tree = Record<string, unknown>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** What stands there; undefined if nothing does. */
export function valueAt(from: unknown, pointer: Pointer): unknown {
  let value = from
  for (const key of keysOf(pointer)) {
    if (!isTree(value)) return undefined
    value = value[key]
  }
  return value
}

/** Puts it there, with what has to be above it. Of what was not said nothing is put. */
export function putAt(into: Tree, pointer: Pointer, value: unknown): void {
  if (value === undefined) return
  const keys = keysOf(pointer)
  const last = keys.pop() ?? ''
  let tree = into
  for (const key of keys) {
    const there = tree[key]
    const inner = isTree(there) ? there : {}
    tree[key] = inner
    tree = inner
  }
  tree[last] = value
}

const keysOf = (pointer: Pointer): string[] => pointer.slice(1).split('/')
