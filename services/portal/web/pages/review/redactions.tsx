import type { RedactionListed } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** What waits for a reviewer of the agency: not about whom, and nothing of any text. */
export function Redactions() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading } = useLoad('redactions', () => client.redactions())
  const [more, setMore] = useState<{ items: readonly RedactionListed[]; next: string | null }>()
  const next = more === undefined ? (data?.nextCursor ?? null) : more.next
  const older = useAction(async (cursor: string) => {
    const page = await client.redactions({ cursor })
    setMore({ items: [...(more?.items ?? []), ...page.items], next: page.nextCursor })
  })
  const items = [...(data?.items ?? []), ...(more?.items ?? [])]
  return (
    <Page title={t.review.title} lead={t.review.lead}>
      <p class="hint">{t.review.alone}</p>
      <Problem problem={problem ?? older.problem} />
      <Status>{loading && !data && t.app.loading}</Status>
      {data && items.length === 0 && <p>{t.review.none}</p>}
      <ol class="cards" aria-label={t.review.title}>
        {items.map(item => (
          <li key={item.redactionId}>
            <Entry of={item} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <Button type="button" class="secondary" disabled={older.busy} onClick={() => void older.run(next)}>
          {t.review.older}
        </Button>
      )}
    </Page>
  )
}

function Entry({ of }: { of: RedactionListed }) {
  const { t, moment } = useWords()
  const { review } = t
  const { redactionId, referralId, source, state, why, profile, madeAt } = of
  return (
    <>
      <h2>
        <a href={addressOf({ page: 'redactions', id: redactionId })}>
          {review.sources[source]} · {review.states[state]}
        </a>
      </h2>
      <p>{review.whys[why] ?? why}</p>
      <dl class="facts">
        <Fact name={review.readers}>{review.profiles[profile] ?? profile}</Fact>
        <Fact name={review.since}>{moment(madeAt)}</Fact>
        <Fact name={review.referral}>
          <a href={addressOf({ page: 'referral', id: referralId })}>
            <code>{referralId}</code>
          </a>
        </Fact>
      </dl>
    </>
  )
}
