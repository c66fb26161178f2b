import type { Text } from './file-parts.ts'
import type { StepDef } from './protocol-file.ts'
import type { Protocol } from './run.ts'

/** The words of each code and field that a step's data may name, so that a page can show it without knowing the protocol. */
export function wordsOf(protocol: Protocol, { data }: Pick<StepDef, 'data'>): Record<string, Text> {
  const used = new Set(namesIn(data))
  return Object.fromEntries(Object.entries(protocol.words).filter(([word]) => used.has(word)))
}

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, field]) => [key, ...namesIn(field)])
}
