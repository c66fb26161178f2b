import type { NoticeKind } from '@amparo/client'

interface Rule {
  /** Kinds of agency. */
  readonly issuers: readonly string[]
  readonly recipients: readonly string[]
  readonly purpose: string
  /** It stands so many days at most. */
  readonly days: number
}

/** As consent and redaction decide it: what they would refuse is not offered. */
export const NOTICES: Readonly<Record<NoticeKind, Rule>> = {
  non_removal: {
    issuers: ['identification_authority', 'migration_protection'],
    recipients: ['migration_enforcement'],
    purpose: 'non_removal',
    days: 180,
  },
  consular: {
    issuers: ['identification_authority', 'migration_protection', 'refugee_authority', 'legal_aid', 'child_protection'],
    recipients: ['consulate'],
    purpose: 'consular_notification',
    days: 30,
  },
}

export const isNoticeKind = (kind: string): kind is NoticeKind => Object.hasOwn(NOTICES, kind)

export const noticesBy = (agencyType: string): readonly NoticeKind[] =>
  Object.keys(NOTICES)
    .filter(isNoticeKind)
    .filter(kind => NOTICES[kind].issuers.includes(agencyType))
