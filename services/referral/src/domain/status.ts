/** FHIR R4 TaskStatus, less `ready`, `received` and `entered-in-error`. */
export const STATUSES = [
  'draft',
  'requested',
  'accepted',
  'rejected',
  'in-progress',
  'on-hold',
  'completed',
  'failed',
  'cancelled',
] as const
export type Status = (typeof STATUSES)[number]

export const isStatus = (code: string): code is Status => STATUSES.some(status => status === code)

/** Work is expected or under way: the person may be opened and users may be assigned. */
export const OPEN: readonly Status[] = ['requested', 'accepted', 'in-progress', 'on-hold']
export const isOpen = (status: Status): boolean => OPEN.includes(status)
