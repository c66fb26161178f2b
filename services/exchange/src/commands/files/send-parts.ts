import { filePart } from '@amparo/contracts'
import type { Nats, PeerLink } from '@amparo/messaging'
import { tidy } from '@amparo/store'
import { after, before, HOUR, MINUTE } from '../../domain/times.ts'
import { encodeMessage, encodeSigned } from '../../ports/edge-message.ts'
import { type FileOut, forgetMissing, nextFileOut, savePartsSent, saveQuestion } from '../../store/file-out.ts'
import type { SigningDeps } from '../deps.ts'
import { giveUp } from '../give-up.ts'
import type { HeldBack } from '../hold-back.ts'
import { messages } from '../messages.ts'
import { compose, queue } from '../queue.ts'
import type { Looked } from '../send-due.ts'

export interface SendPartsDeps extends SigningDeps {
  readonly nats: Pick<Nats, 'ask'>
  readonly heldBack: HeldBack
}

/** Between so many and the next what else is due has its turn. */
const A_TURN = 16
/** In memory: while one is signed the next is read, and those before are on their way. */
const AT_ONCE = 4
/** Parts that a peer's server has and its exchange does not: what comes behind them waits for so many at most, and its stream has room for more. */
const WINDOW = 32
/** Half of it: while the peer answers for one half the other is under way. */
const STEP = 16
/** Later than a message needs to get there and back. */
const ASK_AGAIN_MS = MINUTE
/** Later than the slowest is through with all that is under way. */
const SILENT_MS = 10 * MINUTE

/**
 * Sends a peer the next parts of a file that it has been told of. Which these are the peer has said: it is asked after every start, and
 * whenever it is uncertain whether a part got there, so that nothing is sent again that did. It gets no more than it can take: for every few
 * it is asked whether it is through with them.
 */
export const sendParts =
  (deps: SendPartsDeps) =>
  async (peer: string, link: PeerLink): Promise<Looked> => {
    const { store, now } = deps
    const since = { askedBefore: before(now(), ASK_AGAIN_MS), silentSince: before(now(), SILENT_MS) }
    const bounds = { limit: A_TURN, window: WINDOW, step: STEP, to: await deps.heldBack(peer) }
    const file = await nextFileOut({ sql: store.statement }, { peer, ...since, ...bounds })
    if (file === undefined) return 'done'
    if (file.ask !== null) await askThem(deps, file, file.ask)
    return file.ask === null ? sendThese(deps, file, link) : 'more'
  }

type Sent = 'taken' | 'full' | 'away' | 'given_up'

/** What was taken is noted of all of them at once: should that come to nothing, the sender begins anew, and asks. */
async function sendThese(deps: SendPartsDeps, file: FileOut, link: PeerLink): Promise<Looked> {
  const taken: number[] = []
  const rest = onceFor(file.next)
  const sendOn = async (): Promise<Sent> => {
    for (const number of rest) {
      const sent = await sendPart(deps, file, { number, link })
      if (sent !== 'taken') return sent
      taken.push(number)
    }
    return 'taken'
  }
  const all = await Promise.allSettled(Array.from({ length: AT_ONCE }, sendOn))
  if (taken.length > 0) await deps.store.run(tx => savePartsSent(tx, file.messageId, taken))
  const sent = all.map(one => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
  // It may be there or not.
  if (sent.includes('away')) await deps.store.run(tx => forgetMissing(tx, file.peer))
  if (sent.includes('away')) return 'away'
  return sent.includes('full') ? 'done' : 'more'
}

/** For several that take from it in turn: one that stops or throws ends it for all. */
function* onceFor<T>(all: readonly T[]): Generator<T> {
  yield* all
}

/** Of a sender that begins: it does not know what the one before it has sent. */
export const beginParts =
  ({ store }: SendPartsDeps) =>
  (peer: string): Promise<void> =>
    store.run(tx => forgetMissing(tx, peer))

async function askThem(deps: SendPartsDeps, file: FileOut, ask: NonNullable<FileOut['ask']>): Promise<void> {
  const { messageId, deliveryId, peer } = file
  const { store, now, newId } = deps
  const questionId = newId()
  const deadline = after(now(), HOUR)
  const ids = { messageId: questionId, referralId: deliveryId, packageId: null, fromAgency: null }
  const question = { case: 'fileQuestion', value: { deliveryId } } as const
  await store.run(async tx => {
    await saveQuestion(tx, { messageId, questionId, ask, at: now() })
    await queue(deps, tx, compose(deps, { ...ids, peer, kind: 'file_question', deadline }, question))
  })
}

interface Part {
  readonly number: number
  readonly link: PeerLink
}

async function sendPart(deps: SendPartsDeps, file: FileOut, { number, link }: Part): Promise<Sent> {
  const { deliveryId, peer } = file
  const part = await partOf(deps, file, number)
  if (part === undefined) return 'given_up'
  // The same of each try: one that is under way still when the peer is asked which it lacks is kept there once.
  const sent = await link.publish(part, `${deliveryId}.${number}`).catch(() => 'away' as const)
  tidy()
  if (sent === 'taken') messages['edge.part_sent'](deps.log, { deliveryId, peer, number })
  if (sent !== 'too_large') return sent
  await giveUp(deps)({ ...file, packageId: file.deliveryId }, { kind: 'refused', code: 'package_too_large' })
  return 'given_up'
}

/** Signed. Undefined: redaction has it no more, and it is given up. */
async function partOf(deps: SendPartsDeps, file: FileOut, number: number): Promise<Uint8Array | undefined> {
  const { hub, now, newId, nats, sign } = deps
  const { deliveryId, peer } = file
  const { ciphertext } = await nats.ask(filePart, { deliveryId, number })
  if (ciphertext.byteLength === 0) {
    await giveUp(deps)({ ...file, packageId: deliveryId }, { kind: 'refused', code: 'file_part_missing' })
    return undefined
  }
  const at = now()
  const times = { sentAt: at, expiresAt: after(at, HOUR) }
  const message = encodeMessage(
    { messageId: newId(), fromHub: hub, toHub: peer, ...times },
    { case: 'filePart', value: { deliveryId, number, ciphertext } },
  )
  return encodeSigned(message, await sign(message))
}
