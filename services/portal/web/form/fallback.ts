import type { NewReferral } from '@amparo/client'
import { isPaperNumber, readPaperNumber } from '@amparo/contracts'
import type { Draft } from './draft.ts'
import type { Fault } from './faults.ts'

type Made = Pick<Draft, 'fallback' | 'fallbackNumber' | 'fallbackAt' | 'fallbackBy'>

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
  const number = fallbackNumber.trim()
  const at = new Date(fallbackAt)
  return [
    ...(number === '' ? [{ field: 'fallbackNumber' as const, code: 'required' }] : []),
    ...(number !== '' && !isPaperNumber(readPaperNumber(number))
      ? [{ field: 'fallbackNumber' as const, code: 'paper_number_misread' }]
      : []),
    ...(Number.isNaN(at.getTime()) ? [{ field: 'fallbackAt' as const, code: 'required' }] : []),
    ...(at > now ? [{ field: 'fallbackAt' as const, code: 'in_the_future' }] : []),
  ]
}
