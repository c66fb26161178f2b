import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import { maySee } from '../commands/request-files/may-see.ts'
import type { FormCaller } from '../commands/take-form.ts'
import type { FindRequest } from '../ports/requests.ts'
import { arrivalsOf } from '../store/file-arrivals.ts'
import { deliveriesOfRequest } from '../store/file-deliveries.ts'
import { openTerms } from '../store/files.ts'
import { filesOfRequest } from '../store/request-files.ts'
import { inBytes } from './carried.ts'
import type { FileKey } from './file-key.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly findRequest: FindRequest
  readonly fileKey: FileKey
}

/**
 * Files of a request for evidence as they are held in this hub, for an agency that has to do with it: its own, and those that the request
 * names; what was handed over, and what comes. Throws `not_found` for everybody else.
 */
export const requestFiles = (deps: Deps) => async (requestId: string, caller: FormCaller) => {
  const { store, findRequest, fileKey } = deps
  const standing = await findRequest(requestId, caller)
  if (standing === undefined) throw httpErrors.not_found()
  const all = await store.read(reader => filesOfRequest(reader, requestId))
  const seen = all.filter(file => maySee(standing, file, caller))
  const key = seen.some(({ state }) => state === 'kept') ? await fileKey({ subjectId: null, requestId }) : undefined
  const isParty = standing.role === 'sender' || standing.role === 'recipient'
  const own = (standing.role === 'recipient' ? standing.recipient : standing.sender)?.agencyId
  const [sent, coming] = await store.read(async reader => [
    await deliveriesOfRequest(reader, requestId),
    own === undefined ? [] : await arrivalsOf(reader, requestId, own),
  ])
  return {
    files: seen.map(file => ({
      ...{ fileId: file.fileId, item: file.itemId, state: file.state, code: file.code },
      ...{ size: file.size, received: file.received, begunAt: file.begunAt, came: file.referralId !== null },
      own: file.by.agencyId === caller.agency,
      // By which the request names it.
      sha256: key && file.state === 'kept' ? openTerms(file, key).sha256 : null,
    })),
    sent: isParty || standing.role === 'drafter' ? sent.map(inBytes) : [],
    // Of a request nothing is kept that its hub cannot open.
    coming: coming.map(({ sealedTo: _, ...one }) => one),
  }
}
