import type { RecallView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useNow } from '../../app/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { Fact } from '../../ui/fact.tsx'

/** What a holder was asked, and what it has answered; and, of another hub, whom its answer names. */
export function Recalled({ recall }: { recall: RecallView }) {
  const { t, code, moment, hubName } = useWords()
  const { agencies } = useSignedIn()
  const now = useNow()
  const { held: says } = t
  const { state, said, basis, reason, answeredAt, answerBy, recalledAt } = recall
  const isOverdue = answeredAt === undefined && Date.parse(answerBy) < now.getTime()
  const reasons: Readonly<Record<string, string>> = t.record.recall.reasons
  return (
    <>
      <p>
        {says.why[recall.kind]}
        {t.app.colon}
        <strong>{says.states[state]}</strong> {isOverdue && <Badge kind="overdue">{says.overdue}</Badge>}
      </p>
      {said !== undefined && answeredAt === undefined && <p>{says.saidAlready(says.states[said])}</p>}
      <dl class="facts">
        <Fact name={says.recalledAt}>{moment(recalledAt)}</Fact>
        {answeredAt === undefined ? (
          <Fact name={says.answerDue}>{moment(answerBy)}</Fact>
        ) : (
          <Fact name={says.answeredAt}>{moment(answeredAt)}</Fact>
        )}
        {basis && <Fact name={says.keptOn}>{code('basis', basis)}</Fact>}
        {reason && <Fact name={says.keptBecause}>{reasons[reason] ?? reason}</Fact>}
      </dl>
      {recall.onward.length > 0 && (
        <>
          <p>{says.onward}:</p>
          <ul>
            {recall.onward.map(one => (
              <li key={`${one.hub} ${one.agencyId}`}>
                {agencies.find(one)?.name ?? hubName(one.hub)}
                {t.app.colon}
                {says.states[one.answer]}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
