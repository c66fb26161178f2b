import { evaluationOf } from '@amparo/contracts'
import type { Manifest } from '@amparo/crypto/bundle'
import { errors } from '../../domain/request-errors.ts'
import { type NamedFile, sideFrom } from '../../domain/request-files.ts'
import type { FindRequest } from '../../ports/requests.ts'
import type { FileArrival } from '../../store/file-arrivals.ts'

interface Deps {
  readonly hub: string
  readonly findRequest: FindRequest
}

/**
 * What comes on a request for evidence is what its sender has signed that it hands over: that item, by its hash, under that handling code and
 * evaluation. Throws request_file_differs.
 */
export async function checkNamed(
  deps: Deps,
  { item, sha256, handling, evaluation }: Manifest,
  arrival: FileArrival,
): Promise<void> {
  const named = await namedItem(deps, arrival, item)
  if (named?.sha256 !== sha256 || named.handling !== handling || evaluationOf(named) !== evaluation)
    throw errors.request_file_differs()
}

/** All that can be said of one that this hub cannot open: its sender names it, and says that this is it. Throws request_file_differs. */
export async function checkNamedAs(deps: Deps, arrival: FileArrival): Promise<void> {
  if ((await namedItem(deps, arrival, arrival.itemId)) === undefined) throw errors.request_file_differs()
}

/** What its sender has signed of it; undefined: nothing. */
export async function namedItem(
  { hub, findRequest }: Deps,
  {
    referralId,
    fromHub,
    fromAgency,
    toAgency,
  }: Pick<FileArrival, 'referralId' | 'fromHub' | 'fromAgency' | 'toAgency'>,
  item: string | null,
): Promise<NamedFile | undefined> {
  const standing = await findRequest(referralId)
  const from = { hub: fromHub, agencyId: fromAgency }
  const side = standing && sideFrom(standing, from, { hub, agencyId: toAgency })
  return standing?.files.find(one => one.side === side && one.itemId === item)
}
