import { hash as digest } from 'node:crypto'
import {
  Action,
  type ItemUseCode,
  itemDenied,
  type StatedCodes,
  strictestOf,
  timestampFromDate,
} from '@amparo/contracts'
import { useIdOf } from '@amparo/crypto'
import type { WrittenText } from '../domain/message.ts'
import { enterOnce } from '../ports/access-log.ts'
import type { Party } from '../ports/decision.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { FindItemUse } from '../ports/item-use.ts'
import type { Reader } from '../ports/standing.ts'
import { demandOriginUse, type OriginUseDeps } from './demand-origin-use.ts'
import { groundsOf } from './permit.ts'

export interface DemandUseDeps extends OriginUseDeps {
  readonly findItemUse: FindItemUse
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
  /** For good, sealed to a key that the agency holds itself: it is a use to be kept, whatever it is for. */
  readonly givenOut?: boolean
  /** By which name the agency has the person of whose record it is used, for the log. Absent: it is used on a request, which is nobody's. */
  readonly subjectRef?: string
  /** With which this very file came: its rule is asked already. */
  readonly cameWith?: string | undefined
  /** On which it is used. Absent: it is decided later, or the agency's own. */
  readonly permit?: GivenPermit | undefined
}

/**
 * What came on a request for evidence, or to this agency with a referral, bears its limits as a file of whatever record it is kept: `exchange`
 * decides each use of the one, and whoever sent the other has to let it. What is let and what is not are in the log before anything is told.
 * Answers under which codes it came. Throws the refusal.
 */
export async function demandUse(deps: DemandUseDeps, used: UsedFile): Promise<StatedCodes | undefined> {
  let codes: StatedCodes | undefined
  for (const sha256 of new Set(used.sha256)) {
    const { caller, use, to, cameWith, permit } = used
    const ofRequest = await demandItemUse(deps, used, sha256)
    const ofReferral = await demandOriginUse(deps, { caller, sha256, use, to, cameWith, permit })
    codes = [ofRequest, ofReferral].reduce(strictestOf, codes)
  }
  return codes
}

async function demandItemUse(
  { hub, findItemUse, append, now, newId }: DemandUseDeps,
  { caller, use, to, triedAs, givenOut = false, subjectRef = '', permit }: UsedFile,
  sha256: string,
): Promise<StatedCodes | undefined> {
  const useId = triedAs === undefined ? newId() : useIdOf(triedAs, sha256)
  const found = await findItemUse(caller, { useId, sha256, use, to, givenOut })
  if (found === undefined) return undefined
  const { requestId, itemId, refusal, itemCodes } = found
  const entry = {
    ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
    ...{ referralId: requestId, subjectRef, recipient: to, occurredAt: timestampFromDate(now()) },
  }
  if (refusal !== undefined) {
    await append({ ...entry, entryId: newId(), action: Action.DISCLOSURE_DENIED, code: refusal })
    throw itemDenied(refusal, requestId)
  }
  if (use !== 'as-requested' || givenOut)
    await enterOnce(append, {
      ...{ ...entry, ...(permit && groundsOf(permit)) },
      ...{ entryId: useId, action: Action.ITEM_USED, code: `${use}:${itemId}` },
    })
  return itemCodes
}

/** Of what is attached to a text, as it was attached. */
export const hashesOf = ({ attachments }: Pick<WrittenText, 'attachments'>): string[] =>
  attachments.map(({ base64 }) => digest('sha256', Buffer.from(base64, 'base64'), 'hex'))
