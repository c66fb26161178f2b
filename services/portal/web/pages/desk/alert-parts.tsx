import type { AlertView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { Badge } from '../../ui/badge.tsx'
import { Due } from '../../ui/due.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Heading } from '../../ui/heading.tsx'

/** How far it is, how grave, and until when somebody is to have looked into it. */
export function AlertState({ of: { state, weight, dueAt, supervised } }: { of: AlertView }) {
  const { t } = useWords()
  const { alerts } = t.desk
  return (
    <>
      <p class="badges">
        <Badge kind={state}>{alerts.states[state === 'open' && supervised ? 'asked' : state]}</Badge>
        <Badge kind="weight">{alerts.weight(weight)}</Badge>
      </p>
      {state !== 'closed' && <Due at={dueAt} />}
    </>
  )
}

/** Whom it is about, by reference. */
export function AlertFacts({ of }: { of: AlertView }) {
  const { t, moment } = useWords()
  const { agencies, may } = useSignedIn()
  const { userId, agency, referralId, raisedAt } = of
  return (
    <dl class="facts">
      <Fact name={t.desk.alerts.raised}>{moment(raisedAt)}</Fact>
      {agency && <Fact name={t.log.agency}>{agencies.name(agency.agencyId)}</Fact>}
      {userId !== undefined && (
        <Fact name={t.log.who}>
          <code>{userId}</code>
        </Fact>
      )}
      {referralId !== undefined && (
        <Fact name={t.referral.title}>
          {may('audit:read') ? (
            <a href={addressOf({ page: 'log', id: referralId })}>
              <code>{referralId}</code>
            </a>
          ) : (
            <code>{referralId}</code>
          )}
        </Fact>
      )}
    </dl>
  )
}

/** Who asked, answered and found what, in order; each step is an entry of the log too. */
export function AlertHistory({ of: { history } }: { of: AlertView }) {
  const { t, say, moment } = useWords()
  const { agencies } = useSignedIn()
  const { alerts } = t.desk
  if (history.length === 0) return null
  return (
    <section aria-labelledby="history">
      <h2 id="history">{alerts.history}</h2>
      <ol class="timeline">
        {history.map(({ step, says, at, userId, agencyId }) => (
          <li key={`${step} ${at}`} class="station">
            <strong>
              {alerts.steps[step]}
              {t.app.colon}
              {say(says)}
            </strong>
            <span>
              {agencies.name(agencyId)}, <time dateTime={at}>{moment(at)}</time>
            </span>
            <code>{userId}</code>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** One of a list: what was seen, in words, leads to it. */
export function AlertCard({ of, level = 2 }: { of: AlertView; level?: 2 | 3 }) {
  const { say } = useWords()
  return (
    <article class="card">
      <Heading level={level}>
        <a href={addressOf({ page: 'alerts', id: of.id })}>{say(of.says)}</a>
      </Heading>
      <p class="hint">{say(of.usual)}</p>
      <AlertState of={of} />
      <AlertFacts of={of} />
    </article>
  )
}
