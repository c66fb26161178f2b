import {
  encode,
  type FileAnswer,
  type FileDelivery,
  type FilePart,
  fileCarried,
  fileReceived,
  takeFilePart,
} from '@amparo/contracts'
import type { Nats } from '@amparo/messaging'
import { type Transaction, tidy } from '@amparo/store'
import { after, HOUR } from '../../domain/times.ts'
import { saveMissing } from '../../store/file-out.ts'
import { saveFileQuestion } from '../../store/file-question.ts'
import type { Incoming } from '../../store/incoming.ts'
import type { Deps } from '../deps.ts'
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

/** It is answered when all is settled that its sender sent before it (`answerFileQuestions`). */
export async function takeFileQuestion(
  deps: TakeFileDeps,
  tx: Transaction,
  row: Incoming,
  { deliveryId, place }: { readonly deliveryId: string; readonly place: number },
): Promise<void> {
  const { messageId: questionId, peer } = row
  await stateAbout(deps)(tx, row, 'delivered')
  await saveFileQuestion(tx, { peer, deliveryId, questionId, place, expiresAt: after(deps.now(), HOUR) })
  deps.due(tx, peer)
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
