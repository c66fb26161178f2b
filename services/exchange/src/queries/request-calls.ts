import type { Text } from '@amparo/protocols'
import type { RequestDeps } from '../commands/requests/deps.ts'
import { isSuspendedAuthority } from '../domain/requests/agency.ts'
import { ITEM_DEADLINES, ITEM_TERM_TEXT } from '../domain/requests/item-terms.ts'
import type { Asker } from '../domain/requests/request.ts'
import { REST_TEXT } from '../domain/requests/rest.ts'
import { basisOf } from '../domain/requests/rules.ts'
import { NOT_TAKEN, NOT_TAKEN_TEXT, TEXT_NOT_TAKEN, TEXT_NOT_TAKEN_TEXT } from '../domain/requests/untaken.ts'
import { AWAITED_TEXT, UNREAD, UNREAD_TEXT } from '../domain/requests/watched.ts'
import { askerOf } from '../ports/asker.ts'
import { calledAgencies, type OpenCall, openCallsOf } from '../store/request-calls.ts'

export interface ShownCall extends OpenCall {
  /** What is due, in words. */
  readonly text: Text
  /** Who was called, where that is another central authority that is suspended. */
  readonly suspendedAuthority: string | undefined
}

const MOST = 200

type Deps = Pick<RequestDeps, 'hub' | 'store' | 'rules' | 'directory'>

/**
 * To what an agency was called and what still runs, what is due first first; a central authority also reads to what others of its hub were
 * called that are suspended: nobody else hears. Throws no_such_request for one that has no requests.
 */
export const requestCalls =
  (deps: Deps) =>
  async (caller: { readonly agency: string }): Promise<ShownCall[]> => {
    const { store, rules } = deps
    const asker = await askerOf(deps, caller)
    const called = [asker.agencyId, ...(asker.isAuthority ? await suspendedBeside(deps, asker) : [])]
    const shown: ShownCall[] = []
    for (const agencyId of called) {
      const suspendedAuthority = agencyId === asker.agencyId ? undefined : agencyId
      const open = await store.read(reader => openCallsOf(reader, agencyId, { limit: MOST, apart: ITEM_DEADLINES }))
      shown.push(...open.map(call => ({ ...call, text: textOf(rules, call), suspendedAuthority })))
    }
    return shown.toSorted((a, b) => a.due.getTime() - b.due.getTime()).slice(0, MOST)
  }

/** Central authorities of this hub that were called and are suspended. */
async function suspendedBeside({ hub, store, directory }: Deps, { agencyId: own }: Asker): Promise<string[]> {
  const others = (await store.read(calledAgencies)).filter(id => id !== own)
  const found = await Promise.all(others.map(id => directory.findAgency(hub, id)))
  return found.flatMap(agency => (agency && isSuspendedAuthority(agency) ? [agency.agencyId] : []))
}

function textOf(rules: Deps['rules'], call: OpenCall): Text {
  const { protocol } = basisOf(rules, call)
  const known = protocol.deadlines[call.deadline] ?? rules.terms.form.fields[call.deadline]
  return OWN[call.deadline] ?? known?.text ?? protocol.name
}

/** Of deadlines that no protocol has. */
const OWN: Readonly<Record<string, Text>> = {
  ...AWAITED_TEXT,
  ...ITEM_TERM_TEXT,
  ...REST_TEXT,
  ...{ [NOT_TAKEN]: NOT_TAKEN_TEXT, [TEXT_NOT_TAKEN]: TEXT_NOT_TAKEN_TEXT, [UNREAD]: UNREAD_TEXT },
}
