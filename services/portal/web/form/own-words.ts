import type { Draft } from './draft.ts'
import type { Fault } from './faults.ts'

/** From whom what could be used against the person is kept (rules: Victims not punished). */
const KEPT_FROM: readonly string[] = ['police', 'prosecution']

export const readsOwnWords = (agencyTypes: readonly string[]): boolean =>
  agencyTypes.some(type => KEPT_FROM.includes(type))

/** Nobody gives up that right for the person. */
export const mayAgree = ({ basis, grantedBy }: Draft): boolean => basis === 'consent' && grantedBy === 'self'

export const ownWordsIn = (draft: Draft) => {
  const { ownWordsAgreed, advisedBy, advisedOn } = draft
  return mayAgree(draft) && ownWordsAgreed ? { selfIncriminating: { advisedBy, advisedOn } } : {}
}

/** It counts from when the person was advised, by somebody independent. */
export function ownWordsFaults(draft: Draft, now: Date): readonly Fault[] {
  const { advisedBy, advisedOn, ownWordsAgreed } = draft
  if (!mayAgree(draft) || !ownWordsAgreed) return []
  return [
    ...(advisedBy === '' ? [{ field: 'advisedBy' as const, code: 'required' }] : []),
    ...(advisedOn === '' ? [{ field: 'advisedOn' as const, code: 'required' }] : []),
    ...(advisedOn > now.toISOString().slice(0, 10) ? [{ field: 'advisedOn' as const, code: 'in_the_future' }] : []),
  ]
}
