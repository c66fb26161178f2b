import type { Append } from '@amparo/asking'
import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Reader, Replay, Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import {
  type LINK_REASONS,
  LINK_REQUEST_MS,
  type LinkRequest,
  type TwoRecords,
  twoRecords,
  type UNLINK_REASONS,
} from '../domain/record-link.ts'
import type { Directory } from '../ports/directory.ts'
import { candidateOf } from '../queries/candidate.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import type { Protocols } from '../queries/protocol-rules.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { type Reading, withoutExcluding } from '../store/excluded.ts'
import type { IndexKey } from '../store/index-key.ts'
import { addLinkRequest, areLinked, findRecordLink } from '../store/record-links.ts'
import { note } from './custody.ts'
import { messages } from './messages.ts'
import type { ByCustodian } from './request-reidentification.ts'

export interface LinkDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly directory: Directory
  readonly append: Append
  readonly forms: Protocols
  readonly indexKey: () => Promise<IndexKey>
  readonly keys: Pick<DataKeys, 'get' | 'has'>
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface RequestLink extends ByCustodian {
  /** Under which the caller was shown the two. */
  readonly pseudonyms: readonly [string, string]
  readonly reason: (typeof LINK_REASONS)[number]
}

/**
 * The first of two custodians says that two records are of one person. Throws `not_found` for whom the caller was not shown;
 * `same_record` and `records_linked_already`, once they are in the log: they say of what two searches found that it is one record or one person.
 */
export const requestLink =
  (deps: LinkDeps) =>
  async ({ pseudonyms: [one, other], reason, ...by }: RequestLink, replay: Replay): Promise<LinkRequest> => {
    const reading = await refuseSearching(deps, by.caller)
    const [a, b] = [await candidateOf(deps, one, reading), await candidateOf(deps, other, reading)]
    if (a === undefined || b === undefined) throw httpErrors.not_found()
    const refuse = async (code: 'same_record' | 'records_linked_already'): Promise<never> => {
      await note(deps, { action: Action.RECORD_LINK_REQUESTED, custodian: by.caller, subjectRef: '', code })
      throw errors[code]()
    }
    if (a === b) return refuse('same_record')
    const records = twoRecords(a, b)
    if (await deps.store.read(reader => areLinked(reader, records))) return refuse('records_linked_already')
    return request(deps, { ...by, kind: 'link', linkId: deps.newId(), records, reason }, replay)
  }

export interface RequestUnlink extends ByCustodian {
  readonly linkId: string
  readonly reason: (typeof UNLINK_REASONS)[number]
}

/** The first of two custodians says that they are not. Throws `not_found`. */
export const requestUnlink =
  (deps: LinkDeps) =>
  async ({ linkId, reason, ...by }: RequestUnlink, replay: Replay): Promise<LinkRequest> => {
    const reading = await refuseSearching(deps, by.caller)
    const link = await deps.store.read(async reader => {
      const found = await findRecordLink(reader, linkId)
      return found && (await areShown(reader, found.records, reading)) ? found : undefined
    })
    if (link === undefined) throw httpErrors.not_found()
    return request(deps, { ...by, kind: 'unlink', linkId, records: link.records, reason }, replay)
  }

/** Neither record is of somebody who excludes the one who asks. */
export async function areShown(reader: Reader, records: TwoRecords, reading: Reading): Promise<boolean> {
  const shown = await withoutExcluding(reader, records, reading)
  return records.every(one => shown.has(one))
}

type Asked = ByCustodian & Pick<LinkRequest, 'kind' | 'linkId' | 'records' | 'reason'>

async function request(
  deps: LinkDeps,
  { caller, correlationId, ...asked }: Asked,
  replay: Replay,
): Promise<LinkRequest> {
  const { store, now, newId, log } = deps
  const at = now()
  const made: LinkRequest = {
    ...{ ...asked, requestId: newId(), requestedBy: caller.user, requestedAgency: caller.agency, requestedAt: at },
    ...{ expiresAt: new Date(at.getTime() + LINK_REQUEST_MS), confirmedBy: null },
  }
  const action = asked.kind === 'link' ? Action.RECORD_LINK_REQUESTED : Action.RECORD_UNLINK_REQUESTED
  await note(deps, { action, custodian: caller, subjectRef: asked.linkId, code: asked.reason })
  const stored = await store.run(async tx => {
    await addLinkRequest(tx, made)
    return made
  }, replay)
  const line = { requestId: stored.requestId, linkId: stored.linkId, code: stored.reason, correlationId }
  messages['records.link-requested'](log, { ...line, agencyId: caller.agency, userId: caller.user })
  return stored
}
