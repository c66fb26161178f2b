import type { DeliveryDues } from '@amparo/kernel'
import { type Calendar, type Due, isFinal, type Run, type Text } from '@amparo/protocols'
import type { Evidence } from '../delivery.ts'
import { otherSide } from './course.ts'
import { distinct, phoneDue } from './phone-due.ts'
import { type EvidenceRequest, type Signed, type Step, sideHere } from './request.ts'

const OF_REQUEST = ['delivered', 'retrieved'] as const
const OF_LETTERS = ['letter-delivered', 'letter-retrieved'] as const
/** What the other hub has to state about an urgent request, and about each letter on it, in time, or its central authority's phone is used. */
export const AWAITED = [...OF_REQUEST, ...OF_LETTERS] as const
export type Awaited = (typeof AWAITED)[number]

/** What came about it, and nobody here has opened in time. */
export const UNREAD = 'letter-unread'

/** The first message in which this hub told of the request, or one with a letter, and what was stated of it. */
export interface FirstSent {
  readonly at: Date
  readonly stated: readonly Evidence[]
}

/** Whether it goes by the urgency channel: both central authorities are staffed day and night, and are told each other's phone. */
export const isByPhone = ({ priority }: Pick<EvidenceRequest, 'priority'>): boolean => priority !== 'normal'

interface Wanted {
  readonly by: keyof DeliveryDues
  readonly met: readonly Evidence[]
}
const DELIVERED: Wanted = { by: 'delivered', met: ['delivered', 'retrieved'] }
const RETRIEVED: Wanted = { by: 'retrieved', met: ['retrieved'] }
const WANTED: Readonly<Record<Awaited, Wanted>> = {
  ...{ delivered: DELIVERED, retrieved: RETRIEVED },
  ...{ 'letter-delivered': DELIVERED, 'letter-retrieved': RETRIEVED },
}

/** What went to the other hub about a request, and what came from there. */
interface Waiting {
  /** Undefined: nothing has been told of it. */
  readonly first: FirstSent | undefined
  /** Letters of this hub's that the other has not stated to have been opened. */
  readonly letters: readonly FirstSent[]
  /** When those of the other hub's were here that nobody of this one has opened. */
  readonly unopened: readonly Date[]
}

interface Ours {
  readonly hub: string
  readonly dues: DeliveryDues
  readonly calendar: Calendar
}

const isWatched = (request: Signed, { protocol, state }: Run<Step>): boolean =>
  isByPhone(request) && !isFinal(protocol, state)

/**
 * What the other hub is still to state, as deadlines of the other side's at which this side is called to use the phone: of the request, until it
 * is answered (whoever answers has it), and of each letter. None of one that is over.
 */
export function watchedOf(
  request: Signed,
  { run, first, letters }: Pick<Waiting, 'first' | 'letters'> & { readonly run: Run<Step> },
  { hub, dues, calendar }: Ours,
): Due[] {
  if (!isWatched(request, run)) return []
  const isAnswered = run.entries.some(({ taken }) => taken.side === 'recipient')
  const isAsking = request.fromHub === hub && !isAnswered
  const owner = otherSide(sideHere(request, hub))
  const awaited = (deadline: Awaited, { at: since, stated }: FirstSent): Due[] => {
    const { by, met } = WANTED[deadline]
    if (met.some(kind => stated.includes(kind))) return []
    const due = new Date(since.getTime() + dues[by])
    return [phoneDue({ deadline, owner, since, due }, calendar)]
  }
  const ofRequest = isAsking && first ? OF_REQUEST.flatMap(deadline => awaited(deadline, first)) : []
  return [...ofRequest, ...distinct(OF_LETTERS.flatMap(one => letters.flatMap(letter => awaited(one, letter))))]
}

/** Letters of the other side to an urgent request that nobody here has opened: this side is reminded, and called each day until somebody does. */
export function unreadOn(
  request: Signed,
  { run, unopened }: Pick<Waiting, 'unopened'> & { readonly run: Run<Step> },
  { hub, dues, calendar }: Ours,
): Due[] {
  if (!isWatched(request, run)) return []
  const owner = sideHere(request, hub)
  return distinct(
    unopened.map(since => {
      const after = (ms: number) => new Date(since.getTime() + ms)
      const reminder = { key: 'near', at: after(dues.delivered), do: 'remind' } as const
      return phoneDue({ deadline: UNREAD, owner, since, due: after(dues.retrieved) }, calendar, [reminder])
    }),
  )
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
  'letter-delivered': {
    es: 'El otro nodo no declara que llegó lo escrito sobre la solicitud urgente',
    en: 'The other hub does not state that what was written about the urgent request arrived',
    fr: 'L’autre nœud ne déclare pas que ce qui a été écrit sur la demande urgente est arrivé',
    pt: 'O outro nó não declara que chegou o que se escreveu sobre o pedido urgente',
  },
  'letter-retrieved': {
    es: 'Nadie abrió aún en el otro Estado lo escrito sobre la solicitud urgente',
    en: 'Nobody in the other state has opened yet what was written about the urgent request',
    fr: 'Personne dans l’autre État n’a encore ouvert ce qui a été écrit sur la demande urgente',
    pt: 'Ninguém no outro Estado abriu ainda o que se escreveu sobre o pedido urgente',
  },
}

export const UNREAD_TEXT: Text = {
  es: 'Nadie abrió aún aquí lo que se escribió sobre la solicitud urgente',
  en: 'Nobody here has opened yet what was written about the urgent request',
  fr: 'Personne ici n’a encore ouvert ce qui a été écrit sur la demande urgente',
  pt: 'Ninguém aqui abriu ainda o que se escreveu sobre o pedido urgente',
}
