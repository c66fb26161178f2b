import type { NewReferral } from '@amparo/client'
import { isPaperNumber, readPaperNumber } from '@amparo/contracts'
import type { Draft } from './draft.ts'
import type { Fault } from './faults.ts'

export const FALLBACK_FIELDS = ['fallback', 'fallbackNumber', 'fallbackAt', 'fallbackBy'] as const
/** Of whoever took the call. */
export const ROLES = ['duty_officer', 'caseworker', 'supervisor', 'reception'] as const

type Made = Pick<Draft, (typeof FALLBACK_FIELDS)[number]>

/** Of one that was made by phone or on paper: how, under which number, when really, and who took it, by role. */
export function fallbackIn(draft: Made): NewReferral['fallback'] {
  const { fallback: channel, fallbackNumber, fallbackAt, fallbackBy } = draft
  if (channel === '') return undefined
  return {
    channel,
    number: readPaperNumber(fallbackNumber.trim()),
    happenedAt: new Date(fallbackAt).toISOString(),
    ...(fallbackBy === '' ? {} : { acknowledgedBy: fallbackBy }),
  }
}

export function fallbackFaults({ fallback, fallbackNumber, fallbackAt }: Made, now: Date): readonly Fault[] {
  if (fallback === '') return []
  const [number, at] = [faultOfNumber(fallbackNumber.trim()), faultOfMoment(fallbackAt, now)]
  return [
    ...(number === undefined ? [] : [{ field: 'fallbackNumber' as const, code: number }]),
    ...(at === undefined ? [] : [{ field: 'fallbackAt' as const, code: at }]),
  ]
}

function faultOfNumber(number: string): string | undefined {
  if (number === '') return 'required'
  return isPaperNumber(readPaperNumber(number)) ? undefined : 'paper_number_misread'
}

/** Of when something really happened: YYYY-MM-DDTHH:MM of the clock on the wall. */
export function faultOfMoment(text: string, now: Date): string | undefined {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return 'required'
  return at > now ? 'in_the_future' : undefined
}
