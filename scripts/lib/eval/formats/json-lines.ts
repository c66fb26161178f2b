import type { z } from 'zod'
import { UsageError } from '../../usage-error.ts'

/** One JSON object a line; empty lines are none. Throws UsageError on anything else, which says where, and nothing of what stands there. */
export const jsonLines = <T>(file: string, schema: z.ZodType<T>): T[] =>
  file.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    const { success, data, error } = schema.safeParse(parsed(line))
    if (success) return [data]
    const [issue] = error.issues
    throw new UsageError(
      `Line ${at + 1} of --data is not as --format takes it${issue?.path.length ? ` (${issue.path.join('.')})` : ''}.`,
    )
  })

/** Undefined, which no schema takes, where it is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
