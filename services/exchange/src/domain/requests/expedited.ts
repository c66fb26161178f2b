import type { Run } from '@amparo/protocols'
import type { Asking, Step } from './request.ts'
import type { Treaty } from './terms.ts'

/** Its central authority's word that a request stands which was sent without waiting for it. */
export const CONFIRM = 'confirm-expedited'

/** Whether the treaty lets it be sent at once, by whoever leads the case: data that would be lost, and only if it is urgent. */
export const mayExpedite = (
  { expedited }: Pick<Treaty, 'expedited'>,
  { type, priority }: Pick<Asking, 'type' | 'priority'>,
): boolean => priority !== 'normal' && expedited !== undefined && expedited.types.includes(type)

/** Whether it waits for the word of its central authority. */
export const isUnconfirmed = ({ expedited }: Pick<Asking, 'expedited'>, { since }: Pick<Run<Step>, 'since'>): boolean =>
  expedited && !since.some(({ step }) => step === CONFIRM)
