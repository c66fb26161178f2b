import { missingFileParts } from '@amparo/contracts'
import { after, HOUR } from '../../domain/times.ts'
import type { PartRange } from '../../store/file-out.ts'
import { dropFileQuestion, type FileQuestion, fileQuestionsOf } from '../../store/file-question.ts'
import type { SigningDeps } from '../deps.ts'
import { messages } from '../messages.ts'
import { compose, queue } from '../queue.ts'
import type { TakeFileDeps } from './take-file.ts'

export type AnswerQuestionsDeps = TakeFileDeps & Pick<SigningDeps, 'store'>

/** Up to which place all that a peer has sent is settled. */
export type SettledOf = (peer: string) => Promise<number>

const AT_ONCE = 50

/**
 * Answers a peer which parts the vault here lacks of the files that it asks about, once all that it sent before is settled: what waits to be offered to
 * the vault again is on its way and not lacking. What cannot be answered now is when this is called next.
 */
export const answerFileQuestions =
  (deps: AnswerQuestionsDeps) =>
  async (peer: string, settledOf: SettledOf): Promise<void> => {
    const { store, now, log } = deps
    const waiting = await fileQuestionsOf({ sql: store.statement }, peer, AT_ONCE)
    if (waiting.length === 0) return
    try {
      const settled = await settledOf(peer)
      for (const question of waiting)
        if (question.expiresAt <= now()) await store.run(tx => dropFileQuestion(tx, question))
        else if (question.place <= settled + 1) await answer(deps, question)
    } catch (error) {
      messages['edge.question_waits'](log, { peer }, error)
    }
  }

async function answer(deps: AnswerQuestionsDeps, question: FileQuestion): Promise<void> {
  const { peer, deliveryId } = question
  const { known, missing } = await deps.nats.ask(missingFileParts, { fromHub: peer, deliveryId })
  await deps.store.run(async tx => {
    // Of a file that is not known nothing is said: its sender asks again, or has been told already.
    if ((await dropFileQuestion(tx, question)) && known) await queue(deps, tx, answerTo(deps, question, missing))
  })
}

function answerTo(
  deps: AnswerQuestionsDeps,
  { peer, deliveryId, questionId }: FileQuestion,
  lacking: readonly PartRange[],
) {
  const ids = { messageId: deps.newId(), referralId: deliveryId, packageId: null, fromAgency: null }
  const to = { ...ids, peer, kind: 'file_answer', deadline: after(deps.now(), HOUR) } as const
  const missing = lacking.map(({ first, last }) => ({ first, last }))
  return compose(deps, to, { case: 'fileAnswer', value: { questionId, deliveryId, missing } })
}
