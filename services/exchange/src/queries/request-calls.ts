import type { Text } from '@amparo/protocols'
import type { RequestDeps } from '../commands/requests/deps.ts'
import { basisOf } from '../domain/requests/rules.ts'
import { NOT_TAKEN, NOT_TAKEN_TEXT } from '../domain/requests/untaken.ts'
import { AWAITED, AWAITED_TEXT } from '../domain/requests/watched.ts'
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
    const calls = await store.read(reader => openCallsOf(reader, agencyId, MOST))
    return calls.map(call => {
      const { protocol } = basisOf(rules, call)
      const known = protocol.deadlines[call.deadline] ?? rules.terms.form.fields[call.deadline]
      const awaited = AWAITED.find(one => one === call.deadline)
      const text = awaited ? AWAITED_TEXT[awaited] : call.deadline === NOT_TAKEN ? NOT_TAKEN_TEXT : known?.text
      return { ...call, text: text ?? protocol.name }
    })
  }
