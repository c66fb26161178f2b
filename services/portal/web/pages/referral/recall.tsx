import type { ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AnswerRecall } from '../recalls/answer-recall.tsx'
import { openRecalls } from '../recalls/open-recalls.ts'

/**
 * For who received the person, after what that rested on was taken back: it says what it has done with what it got. For one that is no
 * member, who sent the person says it.
 */
export function Recall({ referral }: { referral: ReferralView }) {
  const { may, session } = useSignedIn()
  const { from, to, outside } = referral
  const party = outside === true ? from : to
  const answers = party?.agencyId === session.agency && party.hub === session.hub
  return answers && may('consent:record') ? <Recalled key={referral.id} referral={referral} /> : null
}

function Recalled({ referral: { id, outside } }: { referral: ReferralView }) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { recall: says } = t.record
  const { data, problem, reload } = useLoad(id, () => openRecalls(client))
  const [answered, setAnswered] = useState(false)
  const recall = data?.find(one => one.referralId === id)
  return (
    <>
      <Problem problem={problem} />
      <Status>{answered && says.heard}</Status>
      {recall && (
        <section aria-labelledby="recall">
          <h2 id="recall">{says.title}</h2>
          <p>{outside === true ? says.leadOutside : says.lead}</p>
          <p>
            <strong>{says.until(moment(recall.answerBy))}</strong>
          </p>
          <AnswerRecall
            recall={recall}
            answered={() => {
              setAnswered(true)
              void reload()
            }}
          />
        </section>
      )}
    </>
  )
}
