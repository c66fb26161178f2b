import type { AgencyView } from '@amparo/client'

const DAY_MS = 86_400_000
/** So many days ahead its supervisors are told. */
const WARN_DAYS = 60

/** Whether somebody new can go there: it is not suspended, and its accreditation has not lapsed. Consent decides it; here nobody is led to choose in vain. */
export const takesNew = ({ suspended, accredited }: AgencyView): boolean => suspended !== true && accredited !== false

/** Those that would be in a list, were they accredited again. */
export const lapsedAmong = (agencies: readonly AgencyView[]): readonly AgencyView[] =>
  agencies.filter(({ suspended, accredited }) => suspended !== true && accredited === false)

type Standing = { readonly is: 'good' } | { readonly is: 'ends'; readonly days: number } | { readonly is: 'lapsed' }

/** Of the own agency, by the clock of this page: whether it is to be accredited again, and in how many whole days it lapses. */
export function standingOf(own: Pick<AgencyView, 'accreditation'> | undefined, now: Date): Standing {
  if (own?.accreditation === undefined) return { is: 'good' }
  const days = Math.floor((Date.parse(own.accreditation.until) - now.getTime()) / DAY_MS)
  if (days < 0) return { is: 'lapsed' }
  return days <= WARN_DAYS ? { is: 'ends', days } : { is: 'good' }
}
