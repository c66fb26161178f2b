import type { AgencyView, ProtocolView } from '@amparo/client'
import { admits } from './states.ts'

/** To whom something may be referred: not to the own agency, nor to auditors; if a protocol is chosen, to whom it may go. */
export const recipientsAmong = (
  agencies: readonly AgencyView[],
  own: string,
  admitted?: ProtocolView['recipients'],
): readonly AgencyView[] =>
  agencies.filter(
    ({ type, agencyId }) => type !== 'audit' && agencyId !== own && (admitted === undefined || admits(admitted, type)),
  )
