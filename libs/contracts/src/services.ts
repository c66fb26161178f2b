export const SERVICES = [
  'accounts',
  'directory',
  'referral',
  'consent',
  'redaction',
  'exchange',
  'audit',
  'portal',
] as const
export type ServiceName = (typeof SERVICES)[number]
