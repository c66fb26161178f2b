import { HUB_CODE, isUuid } from '@amparo/kernel'
import type { Coded } from '@amparo/protocols'
import { isCode, isSha256 } from './codes.ts'

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/
const FIELD = /^[a-z][A-Za-z0-9-]{0,59}$/
const MAX_CHARS = 4_096
const MAX_DEPTH = 5

const isWord = (text: string) =>
  [DATE, HUB_CODE].some(form => form.test(text)) || isSha256(text) || isCode(text) || isUuid(text)

function isCoded(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isWord(value)
  if (typeof value !== 'object') return true
  if (value === null || depth === 0) return false
  if (Array.isArray(value)) return value.every(one => isCoded(one, depth - 1))
  return Object.entries(value).every(([field, one]) => FIELD.test(field) && isCoded(one, depth - 1))
}

/** Codes, dates, numbers, hashes, yes and no by field: no text. */
export const isCodedFields = (value: unknown): value is Readonly<Record<string, Coded>> =>
  typeof value === 'object' && !Array.isArray(value) && isCoded(value, MAX_DEPTH)

/**
 * What a peer says of a step goes on only if it is an object of codes, dates, numbers, yes and no: no text gets in that way. Whether it
 * is what the protocol asks, `referral` looks at. Otherwise empty.
 */
export function codedOf(data: string, most = MAX_CHARS): string {
  if (data.length > most) return ''
  try {
    const value: unknown = JSON.parse(data)
    return isCodedFields(value) ? data : ''
  } catch {
    return ''
  }
}
