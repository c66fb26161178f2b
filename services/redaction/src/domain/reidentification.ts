import { errors } from './errors.ts'

/** The codes of consent's table. */
export const REIDENTIFICATION_REASONS = [
  'court_order',
  'danger_to_life',
  'child_in_danger',
  'duty_to_identify',
] as const

export const REIDENTIFICATION_MS = 24 * 3_600_000

export interface Reidentification {
  readonly requestId: string
  readonly subjectId: string
  readonly reason: string
  readonly reference: string
  readonly requestedBy: string
  readonly requestedAgency: string
  readonly requestedAt: Date
  readonly expiresAt: Date
  readonly confirmedBy: string | null
  readonly openedAt: Date | null
}

/** What one custodian asks and another confirms, in time. */
export type TwoPersonRequest = Pick<Reidentification, 'requestedBy' | 'confirmedBy' | 'expiresAt'>

/** Any custodian of the hub but the one who asked. Throws `second_custodian_required` or `request_not_waiting`. */
export function checkConfirmable(of: TwoPersonRequest, byUser: string, now: Date): void {
  if (of.requestedBy === byUser) throw errors.second_custodian_required()
  if (of.confirmedBy !== null || of.expiresAt <= now) throw errors.request_not_waiting()
}

/** To all others it is not there. */
export const isOf = (of: Reidentification, by: { readonly user: string; readonly agency: string }): boolean =>
  of.requestedBy === by.user && of.requestedAgency === by.agency

/** Once, in time, after it was confirmed; answers by whom. Throws `not_confirmed_yet` or `request_not_waiting`. */
export function confirmedBy(of: Reidentification, now: Date): string {
  if (!isOpen(of, now)) throw errors.request_not_waiting()
  if (of.confirmedBy === null) throw errors.not_confirmed_yet()
  return of.confirmedBy
}

/** It may still be answered. */
export const isOpen = ({ openedAt, expiresAt }: Pick<Reidentification, 'openedAt' | 'expiresAt'>, now: Date): boolean =>
  openedAt === null && expiresAt > now
