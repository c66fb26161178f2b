import type { Coded } from '@amparo/protocols'

type Fields = Readonly<Record<string, Coded>>

/** JSON without null. What the strings may be, the schema of the step says. */
export function isCoded(value: unknown): value is Coded {
  if (Array.isArray(value)) return value.every(isCoded)
  if (typeof value === 'object') return value !== null && Object.values(value).every(isCoded)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && !Array.isArray(value) && isCoded(value)
