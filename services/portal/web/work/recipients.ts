import type { AgencyView, ProtocolView } from '@amparo/client'
import { admits } from './states.ts'

/** What those who seek help tell never goes to the one, and the other reads what was done. */
const NEVER: ReadonlySet<string> = new Set(['migration_enforcement', 'audit'])

/** To whom something may be referred: not to the own agency; if a protocol is chosen, to whom it may go. */
export const recipientsAmong = (
  agencies: readonly AgencyView[],
  own: string,
  admitted?: ProtocolView['recipients'],
): readonly AgencyView[] =>
  agencies.filter(
    ({ type, agencyId }) => !NEVER.has(type) && agencyId !== own && (admitted === undefined || admits(admitted, type)),
  )
