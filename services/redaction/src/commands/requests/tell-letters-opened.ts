import { encode, lettersOpened } from '@amparo/contracts'
import { isAbout, type KeptText } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import { isSame } from '../open-case.ts'
import type { RequestTextDeps } from './deps.ts'

interface OpenedBy {
  readonly requestId: string
  readonly own: Party
  readonly correlationId: string
}

/** Of what others wrote about a request, its agency has read these: nothing of them waits for it any more. Comes after the entry in the log. */
export async function tellLettersOpened(
  { store, newId, now }: Pick<RequestTextDeps, 'store' | 'newId' | 'now'>,
  { requestId, own, correlationId }: OpenedBy,
  shown: readonly KeptText[],
): Promise<void> {
  const sha256 = shown.flatMap(text => (isAbout(text.field) && !isSame(text.by, own) ? [text.sha256] : []))
  if (sha256.length === 0) return
  const meta = { id: newId(), aggregateId: requestId, aggregateVersion: 1, occurredAt: now(), correlationId }
  await store.run(async tx => tx.emit(encode(lettersOpened, { requestId, agencyId: own.agencyId, sha256 }, meta)))
}
