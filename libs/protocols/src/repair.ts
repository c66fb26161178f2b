import type { z } from 'zod'

type Key = PropertyKey

/**
 * The value without its small faults, so that the rest can be checked: languages that are missing, keys that mean nothing, scopes
 * and effects that do not exist. Only for looking for more faults; nothing ever runs by it.
 */
export function repaired(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(value)
  for (const issue of issues) {
    const [holder, last] = [at(copy, issue.path.slice(0, -1)), issue.path.at(-1)]
    if (issue.code === 'unrecognized_keys') {
      const owner = at(copy, issue.path)
      if (isRecord(owner)) for (const key of issue.keys) delete owner[key]
    }
    if (issue.code === 'invalid_type' && issue.input === undefined && isRecord(holder) && typeof last === 'string')
      holder[last] = '?'
    if (issue.code === 'invalid_value' && Array.isArray(holder) && typeof last === 'number')
      holder[last] = issue.values[0]
  }
  return copy
}

const at = (value: unknown, path: readonly Key[]): unknown =>
  path.reduce<unknown>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)]
    return isRecord(found) ? found[String(key)] : undefined
  }, value)

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
