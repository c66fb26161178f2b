import type { ServiceName } from '@amparo/contracts'

/**
 * Which services share a process on one machine (docs/adr/0004). `redaction` and `audit` never share theirs: no other
 * code may run beside identity or beside the log.
 */
export const GROUPS: Readonly<Record<string, readonly ServiceName[]>> = {
  audit: ['audit'],
  redaction: ['redaction'],
  core: ['directory', 'consent', 'referral', 'exchange'],
  front: ['accounts', 'portal'],
}
