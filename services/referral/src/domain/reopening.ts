import { leadsFrom, type Run, wouldOpen } from '@amparo/protocols'

/** Whether somebody could open it again from where it is. */
export const canOpen = ({ protocol, state }: Pick<Run, 'protocol' | 'state'>): boolean =>
  Object.entries(protocol.steps).some(
    ([step, def]) => leadsFrom(protocol, def, state) && wouldOpen({ protocol, state }, step),
  )
