import type { Text } from '@amparo/protocols'
import type { z } from 'zod'
import type { Asker } from '../domain/access.ts'
import { DECLINE_REASONS, type Offer } from '../domain/offer.ts'
import type { actionView } from './actions-view.ts'

type Action = Omit<z.input<typeof actionView>, 'step'> & { readonly step: 'willing' | 'declined' }

const WILLING: Text = {
  es: 'Podemos ayudar',
  en: 'We can help',
  fr: 'Nous pouvons aider',
  pt: 'Podemos ajudar',
}
const DECLINED: Text = {
  es: 'No podemos ayudar',
  en: 'We cannot help',
  fr: 'Nous ne pouvons pas aider',
  pt: 'Não podemos ajudar',
}
const REASON = {
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: { reason: { enum: [...DECLINE_REASONS] } },
}

/** What this caller may answer now; nothing once it is answered or its time is over. */
export function offerActions(offer: Offer, { scopes }: Pick<Asker, 'scopes'>, now: Date): Action[] {
  if (offer.answer !== undefined || offer.expiresAt <= now || !scopes.has('referral:decide')) return []
  return [
    { step: 'willing', text: WILLING },
    { step: 'declined', text: DECLINED, data: REASON },
  ]
}
