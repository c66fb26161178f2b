import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, isOfKeys, timestampFromDate } from '@amparo/contracts'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Store, Transaction } from '@amparo/store'
import { enterOnce, kept } from '../../ports/access-log.ts'
import type { Directory } from '../../ports/directory.ts'
import type { FindRequest, PermitEvidence } from '../../ports/requests.ts'
import { addDelivery, findDelivery } from '../../store/file-deliveries.ts'
import { getFile } from '../../store/files.ts'
import { groundsOf, labelsOf, spendPermit } from '../permit.ts'
import { isToBeRemade } from '../refused-keys.ts'
import { type PackageKey, signerOfKey } from '../seal-to-agency.ts'
import { heldByAgency } from '../sealed/seal-inside.ts'
import { isOverFor, leaving } from './leaving.ts'
import { namedAs } from './may-see.ts'

export interface HandOverAgainDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read' | 'run'>
  readonly findRequest: FindRequest
  readonly permitEvidence: PermitEvidence
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly append: Append
  readonly keyPatienceMs: number
  readonly now: Clock
}

interface Refused {
  readonly deliveryId: string
  readonly code: string
  readonly at: Date
}

/** Asks for it to be sealed again. */
export type HandedOverAgain = (tx: Transaction) => Promise<unknown>

/**
 * A file of a request for evidence that the other hub refused for a key goes again, sealed with the keys that are there now, on a permit and with an
 * entry in the log of its own. Undefined: it was no such file, the refusal stands, or it may not leave any more. Throws `new_key_not_here_yet`, and what
 * else is worth trying again.
 */
export const handOverAgain =
  (deps: HandOverAgainDeps) =>
  async ({ deliveryId, code, at }: Refused): Promise<HandedOverAgain | undefined> => {
    const { hub, store, now, keyPatienceMs } = deps
    const before = isOfKeys(code) ? await store.read(reader => findDelivery(reader, deliveryId)) : undefined
    if (before?.fromAgency == null) return undefined
    const { referralId: requestId, to: recipient, fromAgency, sealedTo, signedBy, made } = before
    const [file, standing] = [
      await store.read(reader => getFile(reader, before.fileId)),
      await deps.findRequest(requestId),
    ]
    const named = standing && namedAs(standing, file)
    if (standing === undefined || named === undefined || isOverFor(standing, named)) return undefined
    const refused = { code, made, at, keys: { sealedTo, signedBy, grantedBy: '' } }
    if (!(await isToBeRemade(refused, { now: now(), keyPatienceMs }, () => keysNow(deps, recipient)))) return undefined
    const sender = { hub, agencyId: fromAgency }
    const decision = await deps.permitEvidence(leaving(standing, named, { sender, recipient }))
    if ('denial' in decision) return undefined
    await spendPermit(deps, decision.permit)
    // The same each time it is tried: it stands in the log once.
    const again = uuidOf(hash('sha256', `${deliveryId} ${made + 1}`, 'hex'))
    const found = await deps.directory.recipientOf(recipient)
    const held = found && heldByAgency(found)
    const entry = {
      ...{ ...groundsOf(decision.permit), categories: decision.permit.categories, entryId: again },
      ...{ action: Action.FILE_HANDED_OVER, agency: sender, referralId: requestId, recipient },
      ...(held && { code: held }),
      occurredAt: timestampFromDate(now()),
    }
    await enterOnce(deps.append, entry)
    const { purpose, basis } = labelsOf(decision.permit)
    const { fileId, evaluation } = before
    const terms = { purpose, basis, handling: named.handling, evaluation, incriminating: null, entry: kept(entry) }
    const delivery = { deliveryId: again, fileId, referralId: requestId, to: recipient, fromAgency, ...terms }
    return tx => addDelivery(tx, delivery, now(), made + 1)
  }

async function keysNow({ directory, packageKey }: HandOverAgainDeps, to: { hub: string; agencyId: string }) {
  const recipient = await directory.recipientOf(to).catch(() => undefined)
  const found = recipient?.own ?? recipient?.envelope
  if (found === undefined) return undefined
  return { sealedTo: found.fingerprint, signedBy: await signerOfKey(await packageKey(found.profile)), grantedBy: '' }
}
