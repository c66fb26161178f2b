import type { Coded, Run } from '@amparo/protocols'

/** What one party asked about (`about` of its steps) and no later step answered (`answered`), since it was sent or last opened again. */
export function unanswered({ since }: Pick<Run, 'since'>): string[] {
  const open = new Set<string>()
  for (const { data } of since) {
    for (const item of codesIn(data['about'])) open.add(item)
    for (const item of codesIn(data['answered'])) open.delete(item)
  }
  return [...open]
}

const codesIn = (value: Coded | undefined): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
