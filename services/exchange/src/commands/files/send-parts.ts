import { filePart } from '@amparo/contracts'
import type { Nats, PeerLink } from '@amparo/messaging'
import { tidy } from '@amparo/store'
import { after, before, HOUR, MINUTE } from '../../domain/times.ts'
import { encodeMessage, encodeSigned } from '../../ports/edge-message.ts'
import { type FileOut, forgetMissing, nextFileOut, savePartsSent, saveQuestion } from '../../store/file-out.ts'
import type { SigningDeps } from '../deps.ts'
import { giveUp } from '../give-up.ts'
import { messages } from '../messages.ts'
import { compose, queue } from '../queue.ts'
import type { Looked } from '../send-due.ts'

export interface SendPartsDeps extends SigningDeps {
  readonly nats: Pick<Nats, 'ask'>
}

/** Between so many and the next what else is due has its turn. */
const AT_ONCE = 16
/** Later than a message needs to get there and back. */
const ASK_AGAIN_MS = MINUTE

/**
 * Sends a peer the next parts of a file that it has been told of. Which these are the peer has said: it is asked after every start, and
 * whenever it is uncertain whether a part got there, so that nothing is sent again that did.
 */
export const sendParts =
  (deps: SendPartsDeps) =>
  async (peer: string, link: PeerLink): Promise<Looked> => {
    const { store, now } = deps
    const of = { peer, askedBefore: before(now(), ASK_AGAIN_MS), limit: AT_ONCE }
    const file = await store.read(reader => nextFileOut(reader, of))
    if (file === undefined) return 'done'
    if (file.next === null) await askWhich(deps, file)
    return sendThese(deps, file, { numbers: file.next ?? [], link })
  }

/** What was taken is noted of all of them at once: should that come to nothing, the sender begins anew, and asks. */
async function sendThese(
  deps: SendPartsDeps,
  file: FileOut,
  { numbers, link }: { readonly numbers: readonly number[]; readonly link: PeerLink },
): Promise<Looked> {
  const taken: number[] = []
  try {
    for (const number of numbers) {
      const sent = await sendPart(deps, file, { number, link })
      if (sent !== 'taken') return sent
      taken.push(number)
    }
    return 'more'
  } finally {
    if (taken.length > 0) await deps.store.run(tx => savePartsSent(tx, file.messageId, taken))
  }
}

/** Of a sender that begins: it does not know what the one before it has sent. */
export const beginParts =
  ({ store }: SendPartsDeps) =>
  (peer: string): Promise<void> =>
    store.run(tx => forgetMissing(tx, peer))

async function askWhich(deps: SendPartsDeps, { messageId, deliveryId, peer }: FileOut): Promise<void> {
  const { store, now, newId } = deps
  const questionId = newId()
  const deadline = after(now(), HOUR)
  const ids = { messageId: questionId, referralId: deliveryId, packageId: null, fromAgency: null }
  const question = { case: 'fileQuestion', value: { deliveryId } } as const
  await store.run(async tx => {
    await saveQuestion(tx, { messageId, questionId, at: now() })
    await queue(deps, tx, compose(deps, { ...ids, peer, kind: 'file_question', deadline }, question))
  })
}

interface Part {
  readonly number: number
  readonly link: PeerLink
}

async function sendPart(deps: SendPartsDeps, file: FileOut, { number, link }: Part): Promise<'taken' | Looked> {
  const { store, log } = deps
  const { deliveryId, peer } = file
  const part = await partOf(deps, file, number)
  if (part === undefined) return 'more'
  const sent = await link.publish(part).catch(() => 'away' as const)
  if (sent === 'too_large') await giveUp(deps)(file, { kind: 'refused', code: 'package_too_large' })
  // It may be there or not.
  if (sent === 'away') await store.run(tx => forgetMissing(tx, peer))
  if (sent !== 'taken') return sent === 'away' ? 'away' : 'more'
  messages['edge.part_sent'](log, { deliveryId, peer, number })
  tidy()
  return 'taken'
}

/** Signed. Undefined: redaction has it no more, and it is given up. */
async function partOf(deps: SendPartsDeps, file: FileOut, number: number): Promise<Uint8Array | undefined> {
  const { hub, now, newId, nats, sign } = deps
  const { deliveryId, peer } = file
  const { ciphertext } = await nats.ask(filePart, { deliveryId, number })
  if (ciphertext.byteLength === 0) {
    await giveUp(deps)(file, { kind: 'refused', code: 'file_part_missing' })
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
