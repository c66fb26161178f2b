import { NEXT_STATEMENT_DAYS } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'

/** When the jurisdiction states it anew at the latest, also where nothing has changed. */
export const nextBy = (issuedAt: Date): string =>
  new Date(issuedAt.getTime() + NEXT_STATEMENT_DAYS * DAY_MS).toISOString()
