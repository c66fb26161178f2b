import { hash } from 'node:crypto'
import { z } from 'zod'
import { KEY_PARTS, type KeyList } from '../domain/matching/key-list.ts'

const schema = z.strictObject({
  version: z.int().min(1),
  keys: z
    // One part alone is too many people's.
    .array(z.strictObject({ id: z.string().regex(/^[a-z_]{1,40}$/), parts: z.array(z.enum(KEY_PARTS)).min(2) }))
    .min(1)
    .refine(keys => new Set(keys.map(({ id }) => id)).size === keys.length),
})

/** Throws a TypeError, which stops the service from starting. */
export function readKeyList(text: string): KeyList {
  const parsed = schema.safeParse(jsonOf(text))
  if (!parsed.success) throw new TypeError('the list of keys to ask by cannot be used')
  return { ...parsed.data, hash: hash('sha256', text, 'hex') }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
