/** Time comes in as an argument, so that a test can say when it is. */
export type Clock = () => Date
/** Ids come in as an argument too; production hands in UUIDs of version 7 or 4. */
export type NewId = () => string

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
/** By the clock: a day of a calendar can be an hour shorter or longer. */
export const DAY_MS = 24 * HOUR_MS

/** YYYY-MM-DD of the calendar: 2026-02-30, which `Date` takes for 2 March, is none. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** In lower case, as every hub writes it. What cannot be an id is looked for nowhere, and kept in no record. */
export const isUuid = (text: string): boolean => UUID.test(text)

/** A UUID of version 8 (RFC 9562) that is always the same for the same digest: 128 bits of it or more, in lower-case hex. */
export const uuidOf = (hex: string): string => idOfHex(`${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17, 32)}`)

/** The id whose 128 bits these are, in lower-case hex. */
export const idOfHex = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')

/** Of a hub: its country by ISO 3166-1, and what tells it from others of that country. */
export const HUB_CODE = /^[A-Z]{2}[A-Z0-9]{0,6}$/
