import { evaluationOf } from '@amparo/contracts'
import type { Manifest } from '@amparo/crypto/bundle'
import { errors } from '../../domain/request-errors.ts'
import { sideFrom } from '../../domain/request-files.ts'
import type { FindRequest } from '../../ports/requests.ts'
import type { FileArrival } from '../../store/file-arrivals.ts'

/**
 * What comes on a request for evidence is what its sender has signed that it hands over: that item, by its hash, under that handling code and
 * evaluation. Throws request_file_differs.
 */
export async function checkNamed(
  { hub, findRequest }: { readonly hub: string; readonly findRequest: FindRequest },
  { item, sha256, handling, evaluation }: Manifest,
  { referralId, fromHub, fromAgency, toAgency }: FileArrival,
): Promise<void> {
  const standing = await findRequest(referralId)
  const from = { hub: fromHub, agencyId: fromAgency }
  const side = standing && sideFrom(standing, from, { hub, agencyId: toAgency })
  const named = standing?.files.find(one => one.side === side && one.itemId === item && one.sha256 === sha256)
  if (named?.handling !== handling || evaluationOf(named) !== evaluation) throw errors.request_file_differs()
}
