import { hash as digest } from 'node:crypto'
import { Action, type ItemUseCode, itemDenied, type StatedCodes, timestampFromDate } from '@amparo/contracts'
import { type Clock, type NewId, uuidOf } from '@amparo/kernel'
import type { WrittenText } from '../domain/message.ts'
import { type Append, enterOnce } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import type { FindItemUse } from '../ports/item-use.ts'
import type { Reader } from '../ports/standing.ts'

export interface DemandUseDeps {
  readonly hub: string
  readonly findItemUse: FindItemUse
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

interface UsedFile {
  readonly caller: Reader & { readonly acr: string }
  /** Of each file, hex. */
  readonly sha256: readonly string[]
  readonly use: ItemUseCode
  /** Whom it reaches. */
  readonly to: Party
  /** What is tried again after it was broken off is the same use. Absent: each time is another. */
  readonly triedAs?: string
}

/**
 * What came on a request for evidence bears its limits as a file of whatever record it is kept: `exchange` decides each use of it, and both
 * what it lets and what it does not are in the log before anything is told. Answers under which codes it came. Throws its refusal.
 */
export async function demandUse(
  { hub, findItemUse, append, now, newId }: DemandUseDeps,
  { caller, sha256, use, to, triedAs }: UsedFile,
): Promise<StatedCodes | undefined> {
  let codes: StatedCodes | undefined
  for (const hash of new Set(sha256)) {
    const useId = triedAs === undefined ? newId() : uuidOf(digest('sha256', `${triedAs} ${hash}`, 'hex'))
    const found = await findItemUse(caller, { useId, sha256: hash, use, to })
    if (found === undefined) continue
    const { requestId, itemId, refusal } = found
    codes ??= found.itemCodes
    if (refusal === undefined && use === 'as-requested') continue
    const entry = {
      ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
      ...{ referralId: requestId, recipient: to, occurredAt: timestampFromDate(now()) },
    }
    if (refusal !== undefined) {
      await append({ ...entry, entryId: newId(), action: Action.DISCLOSURE_DENIED, code: refusal })
      throw itemDenied(refusal, requestId)
    }
    await enterOnce(append, { ...entry, entryId: useId, action: Action.ITEM_USED, code: `${use}:${itemId}` })
  }
  return codes
}

/** Of what is attached to a text, as it was attached. */
export const hashesOf = ({ attachments }: Pick<WrittenText, 'attachments'>): string[] =>
  attachments.map(({ base64 }) => digest('sha256', Buffer.from(base64, 'base64'), 'hex'))
