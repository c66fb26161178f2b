import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly referral: ReferralView
  done(what: string, next: ReferralView): void
}

/** Takes the referral upon oneself, or gives it back. Only who has it opens the person. */
export function Assignment({ referral, done }: Props) {
  const { t } = useWords()
  const { client, session, may } = useSignedIn()
  const { act } = t.case
  const mine = referral.assignedTo.includes(session.user)
  const work = useAction(async () => {
    const next = mine ? await client.endAssignment(referral.id) : await client.assign(referral.id)
    done(mine ? act.assignmentEnded : act.assigned, next)
  })
  if (!may('referral:work') || referral.to === null || referral.turn === null) return null
  return (
    <>
      <Problem problem={work.problem} />
      <p class="buttons">
        <Button
          type="button"
          class={mine ? 'secondary' : undefined}
          disabled={work.busy}
          onClick={() => void work.run()}
        >
          {mine ? act.endAssignment : act.assign}
        </Button>
      </p>
    </>
  )
}
