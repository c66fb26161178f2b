import type { Client, FormView, ProtocolView } from '@amparo/client'
import type { Words } from '../i18n/words.ts'

/** What the hub's protocols say of themselves. The page knows none of them. */
export interface ProtocolBook {
  readonly all: readonly ProtocolView[]
  readonly forms: readonly FormView[]
  find(id: string): ProtocolView | undefined
  /** A protocol that is not in the book any more goes by its id. */
  name(id: string, words: Pick<Words, 'say'>): string
  form(id: string): FormView | undefined
}

export const protocolBook = (all: readonly ProtocolView[], forms: readonly FormView[]): ProtocolBook => {
  const find = (id: string) => all.find(protocol => protocol.id === id)
  return {
    ...{ all, forms, find },
    name: (id, { say }) => {
      const found = find(id)
      return found === undefined ? id.replaceAll('-', ' ') : say(found.name)
    },
    form: id => forms.find(({ form }) => form === id),
  }
}

/** Read once for each sign-in. */
export const loadProtocols = async (client: Pick<Client, 'protocols' | 'forms'>): Promise<ProtocolBook> => {
  const [all, forms] = await Promise.all([client.protocols(), client.forms()])
  return protocolBook(all, forms)
}
