import type { z } from 'zod'
import { Secret } from './secret.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** Names what is missing or wrong. Never holds a value: it is printed when a service does not start. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config_invalid'
  readonly variables: readonly string[]

  constructor(problems: ReadonlyMap<string, string>) {
    super([...problems].map(([name, problem]) => `${name}: ${problem}`).join('\n'))
    this.variables = [...problems.keys()]
  }
}

/** Reads the environment once, at the entrance. An empty variable counts as missing. Throws ConfigError. */
export function parseConfig<T extends z.ZodObject>(schema: T, env: Env): z.output<T> {
  const given = Object.fromEntries(Object.keys(schema.shape).map(name => [name, env[name] || undefined]))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const problems = new Map<string, string>()
  for (const issue of result.error.issues) {
    const name = String(issue.path[0])
    problems.set(name, given[name] === undefined ? `missing (${descriptionOf(schema, name)})` : wording(issue))
  }
  throw new ConfigError(problems)
}

/** A custom issue is worded by files.ts, without values; zod's own words could quote one. */
const wording = (issue: z.core.$ZodIssue) => (issue.code === 'custom' ? issue.message : `wrong (${issue.code})`)

const descriptionOf = (schema: z.ZodObject, name: string): string => {
  const field: unknown = schema.shape[name]
  return typeof field === 'object' && field !== null && 'description' in field ? String(field.description) : 'required'
}

/** What may be printed: secrets and passwords in URLs are covered. */
export const redacted = (config: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(config).map(([name, value]) => [name, cover(value)]))

function cover(value: unknown): unknown {
  if (value instanceof Secret) return String(value)
  if (typeof value !== 'string' || !URL.canParse(value)) return value
  const url = new URL(value)
  if (url.password) url.password = '***'
  return url.href
}
