import {
  encode,
  type FileAnswer,
  type FileDelivery,
  type FilePart,
  fileCarried,
  fileReceived,
  missingFileParts,
  takeFilePart,
} from '@amparo/contracts'
import type { Nats } from '@amparo/messaging'
import { type Transaction, tidy } from '@amparo/store'
import { after, HOUR } from '../../domain/times.ts'
import type { ReceivedBody, ReceivedMessage } from '../../ports/edge-message.ts'
import { type PartRange, saveMissing } from '../../store/file-out.ts'
import type { Incoming } from '../../store/incoming.ts'
import type { Deps } from '../deps.ts'
import { compose, queue } from '../queue.ts'
import { stateAbout } from '../state-about.ts'

export interface TakeFileDeps extends Deps {
  readonly nats: Pick<Nats, 'ask'>
}

/** Less than the broker waits for a part to be acknowledged. */
const PART_MS = 10_000

/** A part goes to redaction as it is. It is acknowledged to the broker when it is kept there. */
export const takePart = async (
  { nats }: TakeFileDeps,
  peer: string,
  { deliveryId, number, ciphertext }: FilePart,
): Promise<void> => {
  await nats.ask(takeFilePart, { fromHub: peer, deliveryId, number, ciphertext }, { timeoutMs: PART_MS })
  tidy()
}

/** Announced: redaction decides whether it is taken. */
export async function takeFile(deps: TakeFileDeps, tx: Transaction, row: Incoming, file: FileDelivery): Promise<void> {
  await stateAbout(deps)(tx, row, 'relayed')
  const meta = { id: deps.newId(), aggregateId: file.deliveryId, aggregateVersion: 1 }
  const told = { ...meta, occurredAt: deps.now(), correlationId: row.messageId }
  tx.emit(encode(fileReceived, { fromHub: row.peer, file }, told))
}

/** What redaction lacks of the file that a peer asks about; undefined for all other messages, and of a file that redaction does not know. */
export async function lackingOf(
  { nats }: TakeFileDeps,
  { body, peer }: Pick<ReceivedMessage, 'peer'> & { readonly body: ReceivedBody },
): Promise<readonly PartRange[] | undefined> {
  if (body.case !== 'fileQuestion') return undefined
  const { known, missing } = await nats.ask(missingFileParts, { fromHub: peer, deliveryId: body.value.deliveryId })
  return known ? missing : undefined
}

/** Of a file that is not known nothing is said: its sender asks again, or has been told already. */
export async function takeFileQuestion(
  deps: TakeFileDeps,
  tx: Transaction,
  row: Incoming,
  { deliveryId, lacking }: { readonly deliveryId: string; readonly lacking: readonly PartRange[] | undefined },
): Promise<void> {
  await stateAbout(deps)(tx, row, 'delivered')
  if (lacking === undefined) return
  const { messageId: questionId, peer } = row
  const ids = { messageId: deps.newId(), referralId: deliveryId, packageId: null, fromAgency: null }
  const to = { ...ids, peer, kind: 'file_answer', deadline: after(deps.now(), HOUR) } as const
  const missing = lacking.map(({ first, last }) => ({ first, last }))
  await queue(deps, tx, compose(deps, to, { case: 'fileAnswer', value: { questionId, deliveryId, missing } }))
}

export async function takeFileAnswer(
  deps: TakeFileDeps,
  tx: Transaction,
  row: Incoming,
  { questionId, deliveryId, missing }: FileAnswer,
): Promise<void> {
  await stateAbout(deps)(tx, row, 'delivered')
  const there = await saveMissing(tx, { peer: row.peer, deliveryId, questionId }, missing)
  if (there === undefined) return
  deps.due(tx, row.peer)
  if (there === 0) return
  const meta = { id: deps.newId(), aggregateId: deliveryId, aggregateVersion: there, occurredAt: deps.now() }
  tx.emit(encode(fileCarried, { deliveryId, parts: there }, { ...meta, correlationId: row.messageId }))
}
