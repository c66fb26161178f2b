import type { AllowedAction, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import type { dataOf } from '../../case/values.ts'
import { Problem } from '../../ui/problem.tsx'
import { ActionList } from './action-list.tsx'
import { Assignment } from './assignment.tsx'
import { Missing } from './missing.tsx'
import { StepForm } from './step-form.tsx'
import { isOwnWriting } from './steps-since.ts'

/** The referral is not as it was when this page showed it: then nothing was done, and there is something to be read. */
const OUTDATED: readonly string[] = ['version_changed', 'step_not_allowed', 'step_blocked']

interface Props {
  readonly referral: ReferralView
  /** Something was done, in words. */
  done(what: string, next: ReferralView): void
  /** It is not any more as it was seen. */
  outdated(seen: ReferralView): void
}

/** What this person may do with this referral now: the hub says it, with the protocol's own words. */
export function Actions({ referral, done, outdated }: Props) {
  const { t, say } = useWords()
  const { client, protocols, session, may } = useSignedIn()
  const { act } = t.case
  /** With the referral as whoever is asked has seen it: what came since is told before anything is done. */
  const [asked, setAsked] = useState<{ readonly action: AllowedAction; readonly seen: ReferralView }>()
  const asking = asked?.action
  const work = useAction(async (action: AllowedAction, data?: ReturnType<typeof dataOf>, happenedAt?: string) => {
    const seen = asked && !isOwnWriting(asked.seen, referral, session.agency) ? asked.seen : referral
    const { id, version } = seen
    const next = await client.step(id, action.step, data, { version, happenedAt }).catch((error: unknown) => {
      if (isOutdated(error)) {
        setAsked(undefined)
        outdated(seen)
      }
      throw error
    })
    setAsked(undefined)
    done(act.done(say(action.text)), next)
  })
  const shown = work.problem && OUTDATED.includes(work.problem.code) ? undefined : work.problem
  const ready = referral.allowedActions.filter(({ missing = [] }) => missing.length === 0)
  const blocked = referral.allowedActions.filter(({ missing = [] }) => missing.length > 0)
  const steps = protocols.find(referral.protocol)?.steps
  /** What the protocol does not say is taken for a step on the way. */
  const moves = ({ step }: AllowedAction) => steps?.[step] === undefined || steps[step].to !== undefined
  const records = ready.filter(action => !moves(action))
  const side = referral.to?.agencyId === session.agency ? 'recipient' : 'sender'
  /** Whoever was called may have acted at once. */
  const mayBeEarlier = referral.fallback !== undefined && side === 'recipient'
  const ask = (action: AllowedAction) => {
    work.clear()
    if (action.data === undefined && action.grave !== true && !mayBeEarlier) void work.run(action)
    else setAsked({ action, seen: referral })
  }
  const turn = referral.turn === null ? act.closed : referral.turn === side ? act.waitsForYou : act.waitsForOther
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{act.title}</h2>
      {referral.to !== null && <p class="turn">{turn}</p>}
      <Problem problem={shown} />
      {asking ? (
        <StepForm
          key={asking.step}
          action={asking}
          words={protocols.find(referral.protocol)?.words ?? {}}
          busy={work.busy}
          refusal={work.problem}
          mayBeEarlier={mayBeEarlier}
          take={(data, happenedAt) => void work.run(asking, data, happenedAt)}
          leave={() => setAsked(undefined)}
        />
      ) : (
        <>
          <Assignment referral={referral} done={done} />
          {referral.status === 'draft' && may('referral:submit') && may('consent:record') && (
            <p>
              <a class="button" href={addressOf({ page: 'send', id: referral.id })}>
                {t.referral.sendDraft}
              </a>
            </p>
          )}
          {referral.allowedActions.length === 0 && referral.turn !== null && <p>{act.nothing}</p>}
          <ActionList actions={ready.filter(moves)} busy={work.busy} ask={ask} />
          {records.length > 0 && (
            <details>
              <summary>
                {act.records} ({records.length})
              </summary>
              <ActionList actions={records} busy={work.busy} ask={ask} quiet />
            </details>
          )}
          <Missing referral={referral} blocked={blocked} />
        </>
      )}
    </section>
  )
}

const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && OUTDATED.includes(error.code)
