import type { Party } from './referral.ts'

/** Of a referral, what decides who is told of it, and what it may be joined to. */
export interface Brief {
  readonly id: string
  readonly protocol: string
  readonly protocolVersion: number
  readonly compartment: boolean
  readonly priority: string
  readonly services: readonly string[]
  readonly status: string
  readonly minor: boolean
  readonly from: Party
  readonly to: Party | undefined
  readonly subjectRef: string
}

export interface Asker extends Party {
  readonly scopes: ReadonlySet<string>
}

const is = (one: Party, other: Party | undefined): boolean =>
  other !== undefined && one.hub === other.hub && one.agencyId === other.agencyId

export const mayEnter = (compartment: boolean, { scopes }: Pick<Asker, 'scopes'>): boolean =>
  !compartment || scopes.has('protection:work')

/** Undefined: to that asker there is no such referral. */
export function sideOf(
  { from, to, compartment }: Pick<Brief, 'from' | 'to' | 'compartment'>,
  asker: Asker,
): 'sender' | 'recipient' | undefined {
  if (!mayEnter(compartment, asker)) return undefined
  if (is(asker, from)) return 'sender'
  return is(asker, to) ? 'recipient' : undefined
}
