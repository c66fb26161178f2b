import type { DueBasisView, DueOf } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/due.tsx'
import { RadioGroup } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Unfold } from '../../ui/unfold.tsx'

interface Props {
  readonly due: DueBasisView
  readonly kind: DueOf
  done(said: string): void
}

export function DueBasis({ due, kind, done }: Props) {
  const { t, code } = useWords()
  const { may } = useSignedIn()
  const { due: says } = t.held
  return (
    <>
      <h3>{code('basis', due.basis)}</h3>
      <Due at={due.at} lastDay={kind === 'end'} />
      <Unfold id={`due-${kind}-${due.id}`} label={says.open}>
        <Rests id={due.id} says={kind === 'end' ? says.askAt : says.rests} />
        {kind === 'review' && may('consent:confirm') && <Asked due={due} done={done} />}
      </Unfold>
    </>
  )
}

/** Of a colleague: to stand behind it while a second person is awaited, and to look at it again otherwise. */
function Asked({ due, done }: { due: DueBasisView; done(said: string): void }) {
  const { t } = useWords()
  if (!due.unconfirmed) return <Review id={due.id} done={done} />
  return (
    <p>
      <a href={addressOf({ page: 'confirm', id: due.id })}>{t.held.due.confirm}</a>
    </p>
  )
}

/** Which referrals rest on it: there the person's consents are renewed, and their sheets added. */
function Rests({ id, says }: { id: string; says: string }) {
  const { t, hubName } = useWords()
  const { client, agencies } = useSignedIn()
  const { data, problem, loading } = useLoad(id, () => client.holders(id))
  return (
    <>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {data && <p>{data.length === 0 ? t.held.nobody : says}</p>}
      <ul>
        {data?.map(({ referralId, holder }) => (
          <li key={referralId}>
            <a href={addressOf({ page: 'consents', id: referralId })}>
              {agencies.find(holder)?.name ?? hubName(holder.hub)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

type Outcome = 'stands' | 'ends'
const isOutcome = (one: string): one is Outcome => one === 'stands' || one === 'ends'

/** By somebody else than who recorded it. Nothing is chosen for them. */
function Review({ id, done }: { id: string; done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { due: says } = t.held
  const [outcome, setOutcome] = useState<Outcome>()
  const [tried, setTried] = useState(false)
  const review = useAction(async (found: Outcome) => {
    await client.reviewBasis(id, found)
    done(says.reviewed[found])
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (outcome) void review.run(outcome)
      }}
    >
      <Problem problem={review.problem} focus />
      <RadioGroup
        {...{ id: `outcome-${id}`, label: says.outcome, value: outcome ?? '' }}
        fault={tried && !outcome ? t.form.faults.required : undefined}
        choices={Object.entries(says.outcomes).map(([one, label]) => ({ code: one, label }))}
        onValue={one => isOutcome(one) && setOutcome(one)}
      />
      <Button type="submit" disabled={review.busy}>
        {says.send}
      </Button>
    </form>
  )
}
