import { timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Held } from '../domain/held.ts'
import type { Notice } from '../domain/notice.ts'
import type { FindNoticesStanding, PermitNotice } from '../ports/notice.ts'
import { attestationOf } from '../queries/attestation.ts'
import { findShare, type Share } from '../store/shares.ts'
import type { ShowRecordDeps } from './show-record.ts'
import type { ViewCaller } from './view-request.ts'

export interface NoticeDeps extends ShowRecordDeps {
  readonly permitNotice: PermitNotice
  readonly findNoticesStanding: FindNoticesStanding
}

export type NoticeCaller = Pick<ViewCaller, 'user' | 'agency' | 'acr' | 'token'>

interface About {
  readonly of: Pick<Notice, 'noticeId' | 'kind' | 'subjectId' | 'fromAgency' | 'toAgency'>
  readonly share: Share
  readonly held: Held
  readonly caller: NoticeCaller
}

export function askFor({ hub, sign, now, newId, permitNotice }: NoticeDeps, { of, share, held, caller }: About) {
  const attesting = { share, held, userId: caller.user, nonce: newId(), recipientHub: hub, ownHub: hub }
  return permitNotice({
    ...{ noticeId: of.noticeId, kind: of.kind, subjectId: of.subjectId, token: caller.token, userId: caller.user },
    ...{ issuer: { hub, agencyId: of.fromAgency }, recipient: { hub, agencyId: of.toAgency } },
    attestation: attestationOf(attesting, sign, now()),
  })
}

export async function personOf(deps: NoticeDeps, { shareId, subjectId }: Notice) {
  const share = await deps.store.read(reader => findShare(reader, shareId))
  if (share === undefined) throw httpErrors.not_found()
  return { share, ...(await deps.openHeld(subjectId)) }
}

export const isParty = ({ fromAgency, toAgency }: Notice, { agency }: Pick<NoticeCaller, 'agency'>) =>
  agency === fromAgency || agency === toAgency

export const noted = (
  { hub, newId, now }: NoticeDeps,
  { noticeId, shareId, kind }: Pick<Notice, 'noticeId' | 'shareId' | 'kind'>,
  { user: userId, agency, acr: authentication }: NoticeCaller,
) => ({
  ...{ entryId: newId(), userId, agency: { hub, agencyId: agency }, authentication, referralId: noticeId },
  ...{ subjectRef: shareId, code: kind, occurredAt: timestampFromDate(now()) },
})
