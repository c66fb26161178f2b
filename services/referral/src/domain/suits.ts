import type { Protocol } from '@amparo/protocols'

export interface Circumstances {
  /** Agency types, as in the directory. */
  readonly sender: string
  readonly recipient: string
  /** Under 18, or age in doubt. */
  readonly minor: boolean
  readonly services: readonly string[]
}

export type Suits = 'ok' | 'not_for_agency' | 'needs_minor' | 'not_for_services'

type Rule = Protocol['senders']

/** No agency of this type takes part in referrals, whatever a protocol's file says. */
const NEVER = 'audit'

/** Who may send to whom under a protocol, and for whom it is. */
export function suits({ senders, recipients, subjects, services }: Protocol, asked: Circumstances): Suits {
  if (!permits(senders, asked.sender) || !permits(recipients, asked.recipient)) return 'not_for_agency'
  if (subjects === 'minors' && !asked.minor) return 'needs_minor'
  return asked.services.every(service => services?.includes(service) ?? true) ? 'ok' : 'not_for_services'
}

export const mayReceive = ({ recipients }: Pick<Protocol, 'recipients'>, type: string): boolean =>
  permits(recipients, type)

const permits = ({ only, not }: Rule, type: string): boolean =>
  type !== NEVER && (only?.includes(type) ?? true) && !not?.includes(type)
