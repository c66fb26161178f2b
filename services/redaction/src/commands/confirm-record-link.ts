import { Action, encode, recordsLinked, recordsUnlinked } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Reader, Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { LinkRequest } from '../domain/record-link.ts'
import { checkConfirmable } from '../domain/reidentification.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import { isInCompartment } from '../queries/protocol-rules.ts'
import { barFromIndex } from '../store/blind-index.ts'
import { isBeingErased } from '../store/destructions.ts'
import { holdingsOf } from '../store/holdings.ts'
import {
  addRecordLink,
  confirmLinkRequest,
  findLinkRequest,
  lockRecords,
  recordsLinkedWith,
  removeRecordLink,
  stateOfLinkRequest,
} from '../store/record-links.ts'
import { holdSubjects } from '../store/records.ts'
import { barHubs } from './bar-hubs.ts'
import { note } from './custody.ts'
import { messages } from './messages.ts'
import { areShown, type LinkDeps } from './request-record-link.ts'
import type { ByCustodian } from './request-reidentification.ts'

/**
 * The second custodian: any of the hub but the first and those whom the person excludes. From then on consent knows, by the names that agencies have for the two, and takes
 * back of one what is taken back of the other; and a hub that the person may fear by one of them, and that has them by the other, is barred.
 * Throws what `checkConfirmable` throws; `not_found`, also where one of them is being erased now; `records_linked_already` or `records_not_linked` where another request was quicker.
 */
export const confirmLink =
  (deps: LinkDeps) =>
  async ({ requestId, caller, correlationId }: ByCustodian & { readonly requestId: string }, replay: Replay) => {
    const { store, now, log } = deps
    const reading = await refuseSearching(deps, caller)
    const found = await store.read(async reader => {
      const request = await findLinkRequest(reader, requestId)
      if (request === undefined || (await joinsErased(reader, request))) return undefined
      return (await areShown(reader, request.records, reading)) ? request : undefined
    })
    if (found === undefined) throw httpErrors.not_found()
    const at = now()
    checkConfirmable(found, caller.user, at)
    // Before the log: it does not say of two records that they were linked, or parted, where that cannot be.
    const stands = await store.read(reader => stateOfLinkRequest(reader, found))
    if (stands === 'overtaken') throw errors.request_not_waiting()
    if (stands === 'done') throw found.kind === 'link' ? errors.records_linked_already() : errors.records_not_linked()
    const action = found.kind === 'link' ? Action.RECORDS_LINKED : Action.RECORDS_UNLINKED
    await note(deps, { action, custodian: caller, subjectRef: found.linkId, code: found.reason })
    const confirmed = await store.run(async tx => {
      if (!(await lockRecords(tx, found.records)) || (await joinsErased(tx, found))) throw httpErrors.not_found()
      if (!(await confirmLinkRequest(tx, requestId, { by: caller.user, at }))) throw errors.request_not_waiting()
      await settle(deps, tx, found, { id: deps.newId(), occurredAt: at, correlationId })
      return { ...found, confirmedBy: caller.user }
    }, replay)
    const line = { linkId: found.linkId, agencyId: caller.agency, userId: caller.user, correlationId }
    messages[found.kind === 'link' ? 'records.linked' : 'records.unlinked'](log, line)
    return confirmed
  }

/** Whether one of the two is being erased: that was begun on what stands against it by that record alone, and nobody looks again. */
const joinsErased = async (reader: Pick<Reader, 'sql'>, { kind, records }: LinkRequest): Promise<boolean> =>
  kind === 'link' && ((await isBeingErased(reader, records[0])) || (await isBeingErased(reader, records[1])))

async function settle(
  deps: LinkDeps,
  tx: Transaction,
  { kind, linkId, records }: LinkRequest,
  meta: { readonly id: string; readonly occurredAt: Date; readonly correlationId: string },
): Promise<void> {
  const news = { ...meta, aggregateId: linkId }
  if (kind === 'unlink') {
    if (!(await removeRecordLink(tx, linkId))) throw errors.records_not_linked()
    tx.emit(encode(recordsUnlinked, { linkId }, { ...news, aggregateVersion: 2 }))
    return
  }
  // Whoever builds or corrects by one of them waits, and hears what the others say.
  const all = [...records, ...(await recordsLinkedWith(tx, records[0])), ...(await recordsLinkedWith(tx, records[1]))]
  await holdSubjects(tx, all)
  if (!(await addRecordLink(tx, { linkId, records, at: meta.occurredAt }))) throw errors.records_linked_already()
  const one = [...(await holdingsOf(tx, records[0])).shareIds]
  const other = [...(await holdingsOf(tx, records[1])).shareIds]
  tx.emit(encode(recordsLinked, { linkId, one, other }, { ...news, aggregateVersion: 1 }))
  await barHubs(deps, tx, { records: [...new Set(all)], at: meta.occurredAt })
  // One of them came into a compartment meanwhile: then all are in it, and nobody is told.
  if (await isInCompartment(deps.forms, tx, records[0])) await barFromIndex(tx, records[0])
}
