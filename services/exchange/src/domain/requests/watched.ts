import type { DeliveryDues } from '@amparo/kernel'
import { type Calendar, type Due, isFinal, type Run, type Text } from '@amparo/protocols'
import type { Evidence } from '../delivery.ts'
import type { EvidenceRequest, Signed, Step } from './request.ts'

/** What the other hub has to state about an urgent request in time, or its central authority's phone is used. */
export const AWAITED = ['delivered', 'retrieved'] as const
export type Awaited = (typeof AWAITED)[number]

/** The first message in which this hub told of the request, and what was stated of it. */
export interface FirstSent {
  readonly at: Date
  readonly stated: readonly Evidence[]
}

/** Whether it goes by the urgency channel: both central authorities are staffed day and night, and are told each other's phone. */
export const isByPhone = ({ priority }: Pick<EvidenceRequest, 'priority'>): boolean => priority !== 'normal'

const MET: Readonly<Record<Awaited, readonly Evidence[]>> = {
  delivered: ['delivered', 'retrieved'],
  retrieved: ['retrieved'],
}

interface Sent {
  readonly run: Run<Step>
  /** Undefined: nothing has been told of it. */
  readonly first: FirstSent | undefined
}

/**
 * What the other hub is still to state, as deadlines of the other side's at which this side is called to use the phone. None of one that
 * was answered, or is over: whoever answers has it.
 */
export function watchedOf(
  request: Signed,
  { run, first }: Sent,
  { hub, dues, calendar }: { readonly hub: string; readonly dues: DeliveryDues; readonly calendar: Calendar },
): Due[] {
  const isAnswered = run.entries.some(({ taken }) => taken.side === 'recipient')
  const isWatched = request.fromHub === hub && isByPhone(request) && !isAnswered && !isFinal(run.protocol, run.state)
  if (!isWatched || first === undefined) return []
  const open = AWAITED.filter(awaited => !MET[awaited].some(kind => first.stated.includes(kind)))
  return open.map(deadline => {
    const due = new Date(first.at.getTime() + dues[deadline])
    const escalations = [{ key: 'passed', at: due, do: 'phone' as const }]
    return { deadline, owner: 'recipient', since: first.at, due, escalations, repeat: { every: 'P1D', calendar } }
  })
}

export const AWAITED_TEXT: Readonly<Record<Awaited, Text>> = {
  delivered: {
    es: 'El otro nodo no declara que la solicitud urgente llegó',
    en: 'The other hub does not state that the urgent request arrived',
    fr: 'L’autre nœud ne déclare pas que la demande urgente est arrivée',
    pt: 'O outro nó não declara que o pedido urgente chegou',
  },
  retrieved: {
    es: 'Nadie abrió aún la solicitud urgente en el otro Estado',
    en: 'Nobody in the other state has opened the urgent request yet',
    fr: 'Personne dans l’autre État n’a encore ouvert la demande urgente',
    pt: 'Ninguém no outro Estado abriu ainda o pedido urgente',
  },
}
