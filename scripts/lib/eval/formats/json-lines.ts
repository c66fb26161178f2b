import type { z } from 'zod'

/** One JSON object a line; empty lines are none. */
export const jsonLines = <T>(file: string, schema: z.ZodType<T>): T[] =>
  file
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => schema.parse(JSON.parse(line)))
