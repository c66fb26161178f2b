import type { RequestReasonsRequest } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import { LETTER } from '../domain/request-text.ts'
import { requestTextsOf } from '../store/request-texts.ts'

/** Whether that agency has written, about that request, the very text of that hash to the other authority: asked before an answer names it. */
export const requestReasons =
  ({ store }: { readonly store: Pick<Store, 'read'> }) =>
  async ({ requestId, sha256, by }: RequestReasonsRequest): Promise<{ written: boolean }> => {
    const held = await store.read(reader => requestTextsOf(reader, requestId, [sha256]))
    const isTheirs = held.some(one => one.field === LETTER && one.by.hub === by?.hub && one.by.agencyId === by.agencyId)
    return { written: isTheirs }
  }
