import type { OpenedRedaction } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly opened: OpenedRedaction
  done(said: string): void
}

/** What somebody has lifted, for the second person, who has the original before them. */
export function Proposal({ opened, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { redactionId, review: latest } = opened
  const confirm = useAction(async () => {
    await client.confirmReview(redactionId, latest?.diffSha256 ?? '')
    done(t.review.confirmed)
  })
  if (opened.kind !== 'text' || latest?.diff.kind !== 'text') return null
  if (latest.own) return <p>{t.review.ownProposal}</p>
  return (
    <section aria-labelledby="proposal">
      <h2 id="proposal">{t.review.proposal}</h2>
      <ul>
        {latest.diff.lifted.map(({ start, end, type, reason }) => {
          const { added } = opened.masks.find(m => m.start === start && m.end === end && m.type === type) ?? {}
          return (
            <li key={`${start}-${end}-${type}`}>
              {t.review.liftedThere}
              {t.app.colon}
              <q>{opened.text.slice(start, end)}</q> – {t.review.liftReasons[reason] ?? reason}
              {added !== undefined && `. ${t.review.addedBefore(t.review.addReasons[added] ?? added)}`}
            </li>
          )
        })}
      </ul>
      <Problem problem={confirm.problem} />
      <Button type="button" disabled={confirm.busy} onClick={() => void confirm.run()}>
        {t.review.confirm}
      </Button>
    </section>
  )
}
