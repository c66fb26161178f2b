import type { ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import type { Action } from '../i18n/texts/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { reasonText } from '../ui/reason-text.ts'
import { Timeline } from '../ui/timeline.tsx'
import { Person } from './person.tsx'
import { Actions } from './referral-actions.tsx'

/** One referral: where it stands, what can be done, and, for those who work on it, the person. */
export function Referral({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading, reload, set } = useLoad(id, () => client.get(id))
  const [done, setDone] = useState<Action>()
  return (
    <Page title={t.referral.title}>
      <Problem problem={problem} />
      <Status>{loading && !data ? t.app.loading : done && t.referral.done[done]}</Status>
      {data && (
        <>
          <Summary referral={data} />
          <Actions
            referral={data}
            changed={(action, next) => {
              setDone(action)
              set(next)
            }}
            outdated={reload}
          />
          <Person referral={data} />
          <Timeline referral={data} />
          <button
            type="button"
            class="secondary"
            onClick={() => {
              setDone(undefined)
              reload()
            }}
          >
            {t.referral.refresh}
          </button>
        </>
      )}
    </Page>
  )
}

function Summary({ referral }: { referral: ReferralView }) {
  const words = useWords()
  const { t, code, moment } = words
  const { agencies, session } = useSignedIn()
  const { from, to, status, priority, assignedTo, subjectRef } = referral
  const isSender = from.agencyId === session.agency
  const mine = assignedTo.includes(session.user)
  const assigned = mine
    ? t.referral.assignedToYou
    : assignedTo.length > 0
      ? t.referral.assignedToOthers(assignedTo.length)
      : t.referral.assignedToNobody
  return (
    <section aria-labelledby="summary">
      <p>
        <a href={addressOf({ page: isSender ? 'sent' : 'inbox' })}>{t.referral.back}</a>
      </p>
      <h2 id="summary" class="route">
        {agencies.name(from.agencyId)} <span aria-hidden="true">→</span>
        <span class="hidden">{t.list.to}</span> {to ? agencies.name(to.agencyId) : code('status', 'draft')}
      </h2>
      <p class="badges">
        <Badge kind={status}>{code('status', status)}</Badge>
        <Badge kind={priority}>{code('priority', priority)}</Badge>
        {referral.overdue && <Badge kind="overdue">{t.list.overdue}</Badge>}
      </p>
      {to === null && <p>{t.referral.draftNote}</p>}
      <dl class="facts">
        <Fact name={t.referral.protocol}>{code('protocol', referral.protocol)}</Fact>
        <Fact name={t.referral.purpose}>{code('purpose', referral.purpose)}</Fact>
        <Fact name={t.referral.services}>
          {referral.services.map(service => code('service', service)).join(', ') || t.app.none}
        </Fact>
        <Fact name={t.referral.acceptBy}>{moment(referral.acceptBy)}</Fact>
        <Fact name={t.referral.serveBy}>{moment(referral.serveBy)}</Fact>
        <Fact name={t.referral.assigned}>{assigned}</Fact>
        {referral.reason && <Fact name={t.referral.reason}>{reasonText(words, referral)}</Fact>}
        {referral.outcome && <Fact name={t.referral.outcome}>{code('outcome', referral.outcome)}</Fact>}
        {subjectRef && (
          <Fact name={t.referral.subjectRef}>
            <code>{subjectRef}</code>
          </Fact>
        )}
      </dl>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
