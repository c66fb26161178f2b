import { type Calendar, type Due, isFinal, type Run, type Text } from '@amparo/protocols'
import type { State } from '../delivery.ts'
import { distinct, phoneDue } from './phone-due.ts'
import { type Signed, type Step, sideHere } from './request.ts'

/** Where the last message to the other hub about a request stands: each has all the steps of its side, so that the last one counts. */
export interface LastSent {
  readonly state: State
  /** Of a refusal. */
  readonly code: string | null
  readonly endedAt: Date | null
  /** One of them was taken: the other hub knows of the request. */
  readonly known: boolean
}

/**
 * It was refused, or tried for its time: the other hub does not have it, and nothing goes again by itself. Of one that is over and that the other hub has never
 * known there is nothing left to tell.
 */
export const isUntaken = ({ state, known }: LastSent, { protocol, state: reached }: Reached): boolean =>
  (state === 'refused' || state === 'expired') && (known || !isFinal(protocol, reached))

type Reached = Pick<Run<Step>, 'protocol' | 'state'>

export const NOT_TAKEN = 'not-taken'

/**
 * Somebody has to act once the other hub has not taken a request, or a step of it: as a deadline of this side's own that has passed, from when that was known until
 * it is sent again.
 */
export function untakenOf(
  request: Signed,
  { run, last }: { readonly run: Run<Step>; readonly last: LastSent | undefined },
  { hub, calendar }: { readonly hub: string; readonly calendar: Calendar },
): Due[] {
  if (last === undefined || !isUntaken(last, run) || last.endedAt === null) return []
  const due = last.endedAt
  return [phoneDue({ deadline: NOT_TAKEN, owner: sideHere(request, hub), since: due, due }, calendar)]
}

export const TEXT_NOT_TAKEN = 'text-not-taken'

/** Something that was said came to nothing. */
export interface UntakenText {
  readonly at: Date
  /** It is no part of the request, but written about it: reasons of a refusal, say. */
  readonly about: boolean
}

/**
 * The same of a text of it, a file, or a letter, which counts also once the request is over: once, since what the other hub refuses for what it is goes no second time. Not at once: what it refuses for a
 * key goes again by itself.
 */
export function untakenTexts(
  request: Signed,
  { run, ended }: { readonly run: Run<Step>; readonly ended: readonly UntakenText[] },
  { hub, calendar, within }: { readonly hub: string; readonly calendar: Calendar; readonly within: number },
): Due[] {
  const isOver = isFinal(run.protocol, run.state)
  const owner = sideHere(request, hub)
  // What was obtained goes also after the end, what is asked does not.
  const counts = ended.filter(({ about }) => about || owner === 'recipient' || !isOver)
  return distinct(
    counts.map(({ at: since }) => {
      const due = new Date(since.getTime() + within)
      return phoneDue({ deadline: TEXT_NOT_TAKEN, owner, since, due }, calendar)
    }),
  )
}

export const TEXT_NOT_TAKEN_TEXT: Text = {
  es: 'El otro nodo no ha recibido un texto o un archivo de la solicitud, o un mensaje sobre ella',
  en: 'The other hub has not taken a text or a file of the request, or a message about it',
  fr: 'L’autre nœud n’a pas reçu un texte ou un fichier de la demande, ou un message à son sujet',
  pt: 'O outro nó não recebeu um texto ou um arquivo do pedido, ou uma mensagem sobre ele',
}

export const NOT_TAKEN_TEXT: Text = {
  es: 'El otro nodo no ha recibido la solicitud, o un paso de ella',
  en: 'The other hub has not taken the request, or a step of it',
  fr: 'L’autre nœud n’a pas reçu la demande, ou une de ses étapes',
  pt: 'O outro nó não recebeu o pedido, ou um passo dele',
}
