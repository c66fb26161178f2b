import type { Text } from '@amparo/protocols'
import type { RequestDeps } from '../commands/requests/deps.ts'
import { ITEM_DEADLINES, ITEM_TERM_TEXT } from '../domain/requests/item-terms.ts'
import { REST_TEXT } from '../domain/requests/rest.ts'
import { basisOf } from '../domain/requests/rules.ts'
import { NOT_TAKEN, NOT_TAKEN_TEXT, TEXT_NOT_TAKEN, TEXT_NOT_TAKEN_TEXT } from '../domain/requests/untaken.ts'
import { AWAITED_TEXT, UNREAD, UNREAD_TEXT } from '../domain/requests/watched.ts'
import { askerOf } from '../ports/asker.ts'
import { type OpenCall, openCallsOf } from '../store/request-calls.ts'

export interface ShownCall extends OpenCall {
  /** What is due, in words. */
  readonly text: Text
}

const MOST = 200

/** To what an agency was called and what still runs, what is due first first. Throws no_such_request for one that has no requests. */
export const requestCalls =
  (deps: Pick<RequestDeps, 'hub' | 'store' | 'rules' | 'directory'>) =>
  async (caller: { readonly agency: string }): Promise<ShownCall[]> => {
    const { store, rules } = deps
    const { agencyId } = await askerOf(deps, caller)
    const calls = await store.read(reader => openCallsOf(reader, agencyId, { limit: MOST, apart: ITEM_DEADLINES }))
    return calls.map(call => {
      const { protocol } = basisOf(rules, call)
      const known = protocol.deadlines[call.deadline] ?? rules.terms.form.fields[call.deadline]
      return { ...call, text: OWN[call.deadline] ?? known?.text ?? protocol.name }
    })
  }

/** Of deadlines that no protocol has. */
const OWN: Readonly<Record<string, Text>> = {
  ...AWAITED_TEXT,
  ...ITEM_TERM_TEXT,
  ...REST_TEXT,
  ...{ [NOT_TAKEN]: NOT_TAKEN_TEXT, [TEXT_NOT_TAKEN]: TEXT_NOT_TAKEN_TEXT, [UNREAD]: UNREAD_TEXT },
}
