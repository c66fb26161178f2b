import type { Client, RecallAnswer, RecallView, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { RadioGroup, SelectField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Of what an agency may retain something under. */
const BASES = ['child_safeguarding', 'court_order', 'legal_obligation']

/** For who received the person, after what that rested on was taken back: it says what it has done with what it got. */
export function Recall({ referral }: { referral: ReferralView }) {
  const { may, session } = useSignedIn()
  const isRecipient = referral.to?.agencyId === session.agency && referral.to.hub === session.hub
  return isRecipient && may('consent:record') ? <Recalled key={referral.id} referralId={referral.id} /> : null
}

function Recalled({ referralId }: { referralId: string }) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { recall: says } = t.record
  const { data, problem, reload } = useLoad(referralId, () => recallOf(client, referralId))
  const [answered, setAnswered] = useState(false)
  const answer = useAction(async (id: string, said: RecallAnswer) => {
    await client.answerRecall(id, said)
    setAnswered(true)
    await reload()
  })
  if (!data?.recall) return <Status>{answered && says.heard}</Status>
  const { id } = data.recall
  return (
    <section aria-labelledby="recall">
      <h2 id="recall">{says.title}</h2>
      <p>{says.lead}</p>
      <p>
        <strong>{says.until(moment(data.recall.answerBy))}</strong>
      </p>
      <Problem problem={problem ?? answer.problem} />
      <Status>{answered && says.heard}</Status>
      {data.recall.said === undefined ? (
        <AnswerForm recall={data.recall} busy={answer.busy} send={said => void answer.run(id, said)} />
      ) : (
        <p>{says.waits}</p>
      )}
    </section>
  )
}

/** What waits for an answer of the own agency is a short list. */
async function recallOf(
  client: Pick<Client, 'recalls'>,
  referralId: string,
): Promise<{ recall: RecallView | undefined }> {
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await client.recalls(cursor)
    const recall = items.find(one => one.referralId === referralId)
    if (recall) return { recall }
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  return { recall: undefined }
}

interface FormProps {
  readonly recall: RecallView
  readonly busy: boolean
  send(said: RecallAnswer): void
}

function AnswerForm({ recall, busy, send }: FormProps) {
  const { t, code } = useWords()
  const { recall: says } = t.record
  const [said, setSaid] = useState<RecallAnswer['answer']>('stopped')
  const [basis, setBasis] = useState('legal_obligation')
  const [reason, setReason] = useState('open_proceeding')
  const isAnswer = (one: string): one is RecallAnswer['answer'] => Object.hasOwn(says.said, one)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        send(said === 'retained' ? { answer: said, basis, reason } : { answer: said })
      }}
    >
      <RadioGroup
        id={`answer-${recall.id}`}
        label={says.answer}
        value={said}
        choices={Object.entries(says.said).map(([one, label]) => ({ code: one, label }))}
        onValue={one => isAnswer(one) && setSaid(one)}
      />
      {said === 'retained' && (
        <>
          <SelectField
            id="retained-basis"
            label={says.basis}
            value={basis}
            choices={BASES.map(one => ({ code: one, label: code('basis', one) }))}
            onValue={setBasis}
          />
          <SelectField
            id="retained-reason"
            label={says.reason}
            value={reason}
            choices={Object.entries(says.reasons).map(([one, label]) => ({ code: one, label }))}
            onValue={setReason}
          />
        </>
      )}
      <div class="buttons">
        <button type="submit" disabled={busy}>
          {says.send}
        </button>
      </div>
    </form>
  )
}
