import { type Party, type Successor, sideActing } from './referral.ts'

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
  /** Acts in the place of a sender that was suspended. */
  readonly successor?: Successor | undefined
}

export interface Asker extends Party {
  readonly scopes: ReadonlySet<string>
}

export const mayEnter = (compartment: boolean, { scopes }: Pick<Asker, 'scopes'>): boolean =>
  !compartment || scopes.has('protection:work')

/** Undefined: to that asker there is no such referral. Nor is there to the sender, once another agency acts in its place. */
export const sideOf = (
  referral: Pick<Brief, 'from' | 'to' | 'compartment' | 'successor'>,
  asker: Asker,
): 'sender' | 'recipient' | undefined =>
  mayEnter(referral.compartment, asker) ? sideActing(referral, asker) : undefined

/** Under which name whoever acts as the sender has the person. */
export const sendersRef = ({ subjectRef, successor }: Pick<Brief, 'subjectRef' | 'successor'>): string =>
  successor?.subjectRef ?? subjectRef
