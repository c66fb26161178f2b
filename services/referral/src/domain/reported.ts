import { hashOf, type Protocol, type Taken } from '@amparo/protocols'

/** A step of the other party as its hub reports it, before it is believed. */
export type ReportedStep = Pick<Taken, 'number' | 'seen' | 'step' | 'at' | 'data'>

/** A hub that does not have the protocol, or not as the other has it, says so instead of taking a first step. */
export const REFUSALS = {
  /** Not at all, or not that version. */
  'protocol-unknown': 'protocol_unknown',
  /** That version says something else here. */
  'protocol-differs': 'protocol_differs',
} as const
export type Refusal = keyof typeof REFUSALS

export const refusalIn = (steps: readonly Pick<ReportedStep, 'step'>[]): Refusal | undefined =>
  ALL.find(refusal => steps.some(({ step }) => step === refusal))

const ALL: readonly Refusal[] = ['protocol-unknown', 'protocol-differs']

/** Whether two hubs mean the same by a version. One that does not say what it means is taken at its word. */
export const isMeant = (protocol: Protocol, hash: string | undefined): boolean =>
  hash === undefined || hash === hashOf(protocol)
