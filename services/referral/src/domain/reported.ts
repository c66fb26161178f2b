import type { Taken } from '@amparo/protocols'

/** A step of the other party as its hub reports it, before it is believed. */
export type ReportedStep = Pick<Taken, 'number' | 'seen' | 'step' | 'at' | 'data'>

/** A hub that does not have the protocol, or not that version, says so instead of taking a first step. */
export const UNKNOWN_PROTOCOL = 'protocol-unknown'
