import type { Opening } from './referral.ts'

const HOUR = 3_600_000
/** Milliseconds to acceptance and to service (IASC inter-agency referral form; emergency acceptance: protocols, "Standard service referral"). */
const DEADLINES: Readonly<Record<string, { accept: number; serve: number }>> = {
  emergency: { accept: 2 * HOUR, serve: 24 * HOUR },
  urgent: { accept: 72 * HOUR, serve: 72 * HOUR },
  normal: { accept: 14 * 24 * HOUR, serve: 14 * 24 * HOUR },
}

/** Stored with the referral: a later change of the configuration moves no deadline that was promised. */
export function dueDates(priority: string, submittedAt: Date): Pick<Opening, 'acceptBy' | 'serveBy'> {
  const deadline = DEADLINES[priority]
  if (deadline === undefined) throw new RangeError('unknown priority')
  return {
    acceptBy: new Date(submittedAt.getTime() + deadline.accept),
    serveBy: new Date(submittedAt.getTime() + deadline.serve),
  }
}

/** Past a deadline that the recipient has not met. */
export function isOverdue(referral: { status: string; acceptBy: Date; serveBy: Date }, now: Date): boolean {
  if (referral.status === 'requested') return now > referral.acceptBy
  return (referral.status === 'accepted' || referral.status === 'on-hold') && now > referral.serveBy
}
