import type { RequestStanding } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { NamedFile } from '../../domain/request-files.ts'
import type { FileKept } from '../../store/files.ts'
import { findRequestFile } from '../../store/request-files.ts'
import type { FilesDeps } from '../files/take-upload.ts'

/** As which the request names it. Undefined: it does not, or not yet. */
export const namedAs = (
  { files }: Pick<RequestStanding, 'files'>,
  { itemId }: Pick<FileKept, 'itemId'>,
): NamedFile | undefined => files.find(one => one.itemId === itemId)

/** What the request does not name is seen by whoever sends it, and by nobody else. */
export const maySee = (
  standing: Pick<RequestStanding, 'files'>,
  file: Pick<FileKept, 'itemId' | 'by'>,
  { agency }: { readonly agency: string },
): boolean => file.by.agencyId === agency || namedAs(standing, file) !== undefined

/** Throws `not_found` unless it is of a request. Who may see it is another question. */
export const getRequestFile = async ({ store }: Pick<FilesDeps, 'store'>, fileId: string) => {
  const file = await store.read(reader => findRequestFile(reader, fileId))
  if (file === undefined) throw httpErrors.not_found()
  return file
}
