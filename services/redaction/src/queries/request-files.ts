import { isGone } from '@amparo/crypto/bundle'
import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import { fromKept } from '../commands/files/signed-entries.ts'
import { maySee } from '../commands/request-files/may-see.ts'
import type { FormCaller } from '../commands/take-form.ts'
import type { FindRequest } from '../ports/requests.ts'
import { arrivalsOf } from '../store/file-arrivals.ts'
import { deliveriesOfRequest } from '../store/file-deliveries.ts'
import { type FileKept, type FileTerms, openTerms } from '../store/files.ts'
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
      // By which the request names it.
      ...(key && file.state === 'kept' ? known(file, openTerms(file, key)) : { sha256: null, gone: null }),
      ...{ fileId: file.fileId, item: file.itemId, state: file.state, code: file.code },
      ...{ size: file.size, received: file.received, begunAt: file.begunAt, came: file.referralId !== null },
      own: file.by.agencyId === caller.agency,
    })),
    sent: isParty || standing.role === 'drafter' ? sent.map(inBytes) : [],
    coming: coming.map(({ itemId: item, ...one }) => ({ ...one, item })),
  }
}

/** What went back or was destroyed is opened by nobody here; who had it, and that it went, is shown all the same. It names agencies and keys. */
function known({ scanned }: Pick<FileKept, 'scanned'>, terms: FileTerms) {
  const { mediaType, size, root, sha256, sha512_256, custody } = terms
  return { sha256, gone: isGone(fromKept(custody)) ? { mediaType, size, root, sha512_256, scanned, custody } : null }
}
