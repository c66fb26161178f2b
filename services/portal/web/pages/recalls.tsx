import type { RecallView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { useTold } from '../app/use-told.ts'
import { Due } from '../ui/due.tsx'
import { Fact } from '../ui/fact.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { type Answered, AnswerRecall, useIsForAnother } from './recalls/answer-recall.tsx'
import { openRecalls } from './recalls/open-recalls.ts'

/** All that the own agency has to answer after something was taken back, also where no referral of it is here any more. */
export function Recalls() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { recall: says } = t.record
  const { data, problem, loading, reload } = useLoad('recalls', () => openRecalls(client))
  const [answered, setAnswered] = useState<Answered>()
  const [told, tell] = useTold()
  return (
    <Page title={says.toAnswer} lead={says.toAnswerLead}>
      <Problem problem={problem ?? answered?.problem} />
      <Status told={told}>{loading && !data && t.app.loading}</Status>
      {data?.length === 0 && <p>{says.nothing}</p>}
      <ol class="cards" aria-label={says.toAnswer}>
        {data?.map(recall => (
          <li key={recall.id} class="card">
            <Entry
              recall={recall}
              answered={after => {
                setAnswered(after)
                tell(says.heard)
                void reload()
              }}
            />
          </li>
        ))}
      </ol>
    </Page>
  )
}

function Entry({ recall, answered }: { recall: RecallView; answered(after: Answered): void }) {
  const { t, moment, hubName } = useWords()
  const { agencies } = useSignedIn()
  const { recall: says } = t.record
  const forAnother = useIsForAnother(recall)
  const { id, kind, from, holder, answerBy, recalledAt, referralId } = recall
  const nameOf = (party: RecallView['from']) => agencies.find(party)?.name ?? hubName(party.hub)
  return (
    <>
      <h2 id={`recall-${id}`}>{t.held.why[kind]}</h2>
      <Due at={answerBy} />
      <dl class="facts">
        <Fact name={t.list.from}>{nameOf(from)}</Fact>
        <Fact name={t.list.to}>{nameOf(holder)}</Fact>
        <Fact name={t.held.recalledAt}>{moment(recalledAt)}</Fact>
      </dl>
      <p>
        <a href={addressOf({ page: 'referral', id: referralId })} aria-describedby={`recall-${id}`}>
          {t.referral.title}
        </a>
      </p>
      {forAnother && <p>{says.askIt}</p>}
      <AnswerRecall {...{ recall, answered }} />
    </>
  )
}
