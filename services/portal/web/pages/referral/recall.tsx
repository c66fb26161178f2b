import type { ReferralView } from '@amparo/client'
import { useLayoutEffect, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { type Answered, AnswerRecall } from '../recalls/answer-recall.tsx'
import { openRecalls } from '../recalls/open-recalls.ts'

interface Props {
  readonly referral: ReferralView
  /** Whether it is asked here what became of it: then nothing else on the page asks it. */
  asks(isAsked: boolean): void
  changed(referral: ReferralView): void
}

/**
 * For who received the person, after what that rested on was taken back: it says what it has done with what it got. For one that is no
 * member, who sent the person says it.
 */
export function Recall(props: Props) {
  const { may, session } = useSignedIn()
  const { referral } = props
  const { from, to, outside } = referral
  const party = outside === true ? from : to
  const answers = isOwn(party, session)
  return answers && may('consent:record') ? <Recalled key={referral.id} {...props} /> : null
}

function Recalled({ referral: { id, outside }, asks, changed }: Props) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { recall: says } = t.record
  const { data, problem, reload } = useLoad(id, () => openRecalls(client))
  const [answered, setAnswered] = useState<Answered>()
  const [told, tell] = useTold()
  const recall = data?.find(one => one.referralId === id)
  const isAsked = recall !== undefined && recall.said === undefined
  useLayoutEffect(() => asks(isAsked), [isAsked])
  return (
    <>
      <Problem problem={problem ?? answered?.problem} />
      <Status told={told} />
      {recall && (
        <section aria-labelledby="recall">
          <h2 id="recall">{says.title}</h2>
          <p>{outside === true ? says.leadOutside : says.lead}</p>
          <p>
            <strong>{says.until(moment(recall.answerBy))}</strong>
          </p>
          <AnswerRecall
            recall={recall}
            answered={after => {
              setAnswered(after)
              tell(says.heard)
              if (after.referral) changed(after.referral)
              void reload()
            }}
          />
        </section>
      )}
    </>
  )
}
