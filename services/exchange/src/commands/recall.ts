import { encode, fromBinary, packageReturned, REFERRAL_OVER, RemakeSchema } from '@amparo/contracts'
import { STATEMENT_LIFETIME_MS } from '@amparo/crypto'
import type { Transaction } from '@amparo/store'
import type { Outgoing } from '../store/outgoing.ts'
import {
  endedSupplement,
  erasedOf,
  forgetEndedSupplements,
  holdReferral,
  isTakenBack,
  recallFrom,
  recallOne,
  saveErased,
  saveTakenBack,
  saveWithdrawn,
  withdrawnAt,
} from '../store/recall.ts'
import type { Deps } from './deps.ts'
import { stateText } from './state-about.ts'

/** By referral. `version`: the number of that news among all of the referral's, which may come in another order. */
interface SaidOfReferral {
  readonly referralId: string
  readonly version: number
  readonly at: Date
}

export interface Recall {
  readonly referralIds: readonly string[]
  /** Messages that tell other hubs of it: they still go. */
  readonly recallIds: readonly string[]
  /** Another hub's message that asked for it. */
  readonly askedBy: { readonly fromHub: string; readonly textId: string } | undefined
  readonly at: Date
}

/**
 * What is on its way about a person who was erased goes no further, and no ciphertext of it is kept; nor does what had been made by then, and is
 * heard of after this (`recallLate`). The hub that asked for it has it signed that it was done.
 */
export const recall =
  (deps: Deps) =>
  async (tx: Transaction, { referralIds, recallIds, askedBy, at }: Recall): Promise<void> => {
    for (const referralId of referralIds.toSorted()) {
      await holdReferral(tx, referralId)
      await saveErased(tx, referralId, { at, recallIds })
    }
    await recallFrom(tx, { referralIds, except: recallIds, code: 'subject_erased', at })
    if (askedBy !== undefined) await stateText(deps)(tx, askedBy, 'delivered')
  }

/**
 * What was taken back is with the other hub already, or does not get there; no ciphertext of it is kept here. What was being made meanwhile, and is
 * heard of after this, goes no further either (`recallLate`).
 */
export async function recallWithdrawn(tx: Transaction, referralIds: readonly string[], at: Date): Promise<void> {
  for (const referralId of referralIds.toSorted()) {
    await holdReferral(tx, referralId)
    await saveWithdrawn(tx, referralId, at)
  }
  await recallFrom(tx, { referralIds, except: [], code: 'consent_withdrawn', at })
}

/** The same of what a request for evidence says, its annexes and what was written about it: it was taken back, or lapsed. That it was still goes. */
export const recallRequest = (tx: Transaction, requestId: string, at: Date): Promise<void> =>
  recallFrom(tx, { referralIds: [requestId], except: [], code: 'request_over', at })

/**
 * Its sender took the whole referral back. What has arrived stays, and hears of it by the steps; what has not goes no further, nor does what
 * was being made meanwhile and comes after this (`recallLate`).
 */
export async function recallTakenBack(tx: Transaction, said: SaidOfReferral): Promise<void> {
  const { referralId, at } = said
  await holdReferral(tx, referralId)
  const isNews = await saveTakenBack(tx, { ...said, stands: true })
  if (isNews) await recallFrom(tx, { referralIds: [referralId], except: [], code: REFERRAL_OVER, at })
}

/**
 * That changed nothing: its recipient had gone on before. What comes from now on leaves again. What has ended has ended: messages and files are
 * sent anew by people, who read of it; of supplements the last is made anew, for it is made of what is held then.
 */
export const reinstate =
  ({ newId }: Pick<Deps, 'newId'>) =>
  async (tx: Transaction, said: SaidOfReferral): Promise<void> => {
    const { referralId, at } = said
    await holdReferral(tx, referralId)
    if (!(await saveTakenBack(tx, { ...said, stands: false }))) return
    const ended = await endedSupplement(tx, referralId)
    if (ended === undefined) return
    const { packageId, remake } = ended
    const id = newId()
    const meta = { id, aggregateId: packageId, aggregateVersion: said.version, occurredAt: at, correlationId: id }
    const returned = { packageId, referralId, code: REFERRAL_OVER, remake: fromBinary(RemakeSchema, remake) }
    tx.emit(encode(packageReturned, returned, meta))
  }

/** What was just queued says all that the supplements said that had ended before it. */
export async function supersede(
  tx: Transaction,
  { kind, referralId, messageId }: Pick<Outgoing, 'kind' | 'referralId' | 'messageId'>,
): Promise<void> {
  if (kind !== 'supplement') return
  await holdReferral(tx, referralId)
  await forgetEndedSupplements(tx, referralId, messageId)
}

interface Late extends Pick<Outgoing, 'kind' | 'referralId' | 'messageId' | 'packageId'> {
  /** As redaction says. */
  readonly builtAt: Date
}

/**
 * Of what was just queued. Of somebody who was erased nothing goes but what tells of it. What is built on a decision of after the withdrawal goes; so
 * does a message that somebody writes once the referral is taken back, for it is about that.
 */
export async function recallLate(
  tx: Transaction,
  { kind, referralId, messageId, packageId, builtAt }: Late,
  at: Date,
): Promise<void> {
  if (kind !== 'message' && !OF_REFERRALS.has(kind)) return
  await holdReferral(tx, referralId)
  const erased = await erasedOf(tx, referralId)
  // That it was erased is told again, later, in a message of its own.
  const tells = kind === 'message' && (erased?.recallIds.includes(packageId ?? '') || !isOfBefore(builtAt, erased?.at))
  if (erased !== undefined && !tells) return recallOne(tx, { messageId, code: 'subject_erased', at })
  if (isOfBefore(builtAt, await withdrawnAt(tx, referralId)))
    return recallOne(tx, { messageId, code: 'consent_withdrawn', at })
  if (OF_REFERRALS.has(kind) && (await isTakenBack(tx, referralId)))
    await recallOne(tx, { messageId, code: REFERRAL_OVER, at })
}

/** Until a permit of before it has lapsed, what is built may rest on one. */
const isOfBefore = (builtAt: Date, at: Date | undefined): boolean =>
  at !== undefined && builtAt.getTime() <= at.getTime() + STATEMENT_LIFETIME_MS

const OF_REFERRALS: ReadonlySet<Outgoing['kind']> = new Set(['package', 'supplement', 'file'])
