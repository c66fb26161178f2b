import type { Language } from './language.ts'

const MINUTE_MS = 60_000
const UNITS = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const

/** The two largest units that are not nothing; less than a minute is a minute, for nobody counts seconds here. */
export function spanIn(language: Language, ms: number): string {
  let minutes = Math.max(1, Math.floor(Math.abs(ms) / MINUTE_MS))
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const count = Math.floor(minutes / size)
    minutes -= count * size
    if (count > 0)
      parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}
