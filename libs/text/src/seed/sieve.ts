import type { SpanType } from '../types.ts'

/** Something looked for in the letters and digits of a text, whatever stands between them. */
export interface Code {
  readonly text: string
  readonly type: SpanType
  readonly own: boolean
}

/** Finds every place of many codes in a run of units in one reading: by the first four units of each. */
export interface Sieve {
  readonly isEmpty: boolean
  /** Tells of every place, code by code, and for each from left to right. */
  each(units: Uint16Array, count: number, found: (code: Code, at: number) => void): void
}

/** No code is shorter. */
export const SHORTEST_CODE = 4
const SLOT_BITS = 12

export function sieveOf(codes: readonly Code[]): Sieve {
  /** Whether some code begins so. */
  const begins = new Uint8Array(1 << SLOT_BITS)
  const keys = codes.map(({ text }) => keyOf(text))
  for (const key of keys) begins[slotOf(key)] = 1
  return {
    isEmpty: codes.length === 0,
    each: (units, count, found) => {
      const places = codes.map((): number[] => [])
      let key = 0
      for (let i = 0; i < count; i++) {
        key = next(key, units[i] as number)
        if (begins[slotOf(key)] === 0) continue
        const at = i + 1 - SHORTEST_CODE
        for (let k = 0; k < codes.length; k++)
          if (keys[k] === key && at >= 0 && standsAt((codes[k] as Code).text, units, count, at)) places[k]?.push(at)
      }
      for (let k = 0; k < codes.length; k++) for (const at of places[k] ?? []) found(codes[k] as Code, at)
    },
  }
}

/** The last four units, as far as they fit: what stood before them is shifted out. */
const next = (key: number, unit: number): number => (key << 8) ^ unit
const slotOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - SLOT_BITS)

function keyOf(text: string): number {
  let key = 0
  for (let i = 0; i < SHORTEST_CODE; i++) key = next(key, text.charCodeAt(i))
  return key
}

function standsAt(text: string, units: Uint16Array, count: number, at: number): boolean {
  if (at + text.length > count) return false
  for (let i = 0; i < text.length; i++) if (units[at + i] !== text.charCodeAt(i)) return false
  return true
}
