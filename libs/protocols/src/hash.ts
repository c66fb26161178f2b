import { createHash } from 'node:crypto'
/** SHA-256, hex, of what a protocol, or any other file, says, however it is laid out: two hubs can tell whether they mean the same. */
export function hashOf(read: object): string {
  const hash = hashes.get(read) ?? createHash('sha256').update(canonical(read)).digest('hex')
  hashes.set(read, hash)
  return hash
}

/** Nothing in it changes once it is read. */
const hashes = new WeakMap<object, string>()

/** JSON with keys in order of their code units and nothing between (RFC 8785 without its rules for numbers: there are only whole ones). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}
