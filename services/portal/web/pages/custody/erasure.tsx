import type { ErasureView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Problem } from '../../ui/problem.tsx'

/** One request, where it stands, and what this custodian may do about it. */
export function Erasure({ erasure, done }: { erasure: ErasureView; done(said: string): void }) {
  const { t, moment, day } = useWords()
  const { client } = useSignedIn()
  const { erasureId, state } = erasure
  const confirm = useAction(async () => {
    await client.confirmErasure(erasureId)
    done(t.custody.confirmed)
  })
  const callBack = useAction(async () => {
    await client.callBackErasure(erasureId)
    done(t.custody.calledBack)
  })
  const busy = confirm.busy || callBack.busy
  const isOpen = state === 'waiting' || state === 'restricted'
  const waits = state === 'waiting' && !erasure.isConfirmed
  const named = `${erasureId}-name`
  const reason = erasure.reason === 'recalled' ? t.custody.recalled : t.custody.reasons[erasure.reason]
  return (
    <>
      <h3 id={named}>
        {t.custody.states[state]} · {reason ?? erasure.reason}
      </h3>
      <p>
        <code>{erasure.subjectRef}</code>
      </p>
      <dl class="facts">
        <Fact name={t.custody.requestedAt}>{moment(erasure.requestedAt)}</Fact>
        {erasure.dueAt !== null && <Fact name={t.custody.dueAt}>{moment(erasure.dueAt)}</Fact>}
        {erasure.heldBy.length > 0 && (
          <Fact name={t.custody.heldBy}>
            {erasure.heldBy.map(code => t.custody.obstacles[code] ?? code).join(', ')}
          </Fact>
        )}
        {erasure.reviewOn !== null && <Fact name={t.custody.reviewOn}>{day(erasure.reviewOn)}</Fact>}
        {erasure.linkedRecords > 0 && <Fact name={t.custody.linkedRecords}>{String(erasure.linkedRecords)}</Fact>}
      </dl>
      <Problem problem={confirm.problem ?? callBack.problem} />
      {waits && erasure.isOwn && <p>{t.custody.waitsForOther}</p>}
      {waits && !erasure.isOwn && (
        <Button type="button" disabled={busy} aria-describedby={named} onClick={() => void confirm.run()}>
          {t.custody.confirm}
        </Button>
      )}
      {isOpen && (
        <Button
          type="button"
          class="secondary"
          disabled={busy}
          aria-describedby={named}
          onClick={() => void callBack.run()}
        >
          {t.custody.callBack}
        </Button>
      )}
    </>
  )
}
