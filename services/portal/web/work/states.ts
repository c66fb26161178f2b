import type { ProtocolView, Text } from '@amparo/client'
import type { ProtocolBook } from '../app/protocol-book.ts'
import type { Words } from '../i18n/words.ts'

/** States to choose from: of one protocol, or of all, each once in the words of the first that has it. */
export function statesOf(book: ProtocolBook, protocol: string | undefined): readonly (readonly [string, Text])[] {
  const among = protocol === undefined ? book.all : book.all.filter(({ id }) => id === protocol)
  const found = new Map<string, Text>()
  for (const { states } of among)
    for (const [state, { text }] of Object.entries(states)) if (!found.has(state)) found.set(state, text)
  return [...found]
}

/** A state in its protocol's words; one that is not in the book any more goes by its id. */
export function stateName(book: ProtocolBook, protocol: string, state: string, { say }: Words): string {
  const known = book.find(protocol)?.states[state]
  return known === undefined ? state.replaceAll('-', ' ') : say(known.text)
}

/** May an agency of this type stand on that side? */
export const admits = (kinds: ProtocolView['senders'], type: string): boolean =>
  (kinds.only === undefined || kinds.only.includes(type)) && !kinds.not?.includes(type)
