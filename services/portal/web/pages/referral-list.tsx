import type { Page as PageOf, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useLoad } from '../app/use-load.ts'
import { Badge } from '../ui/badge.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

const LIMIT = 25

/** Referrals by what has to be done; who the person is stands on no list. */
export function ReferralList({ box }: { box: 'inbox' | 'sent' }) {
  const { t, code, codesOf } = useWords()
  const { client } = useSignedIn()
  const [status, setStatus] = useState('')
  const query = (cursor?: string) => ({
    limit: LIMIT,
    ...(status === '' ? {} : { status }),
    ...(cursor === undefined ? {} : { cursor }),
  })
  const page = (cursor?: string): Promise<PageOf<ReferralView>> =>
    box === 'inbox' ? client.inbox(query(cursor)) : client.outbox(query(cursor))
  const loaded = useLoad(`${box} ${status}`, () => page())
  const more = useAction(async () => {
    const { data } = loaded
    if (!data?.nextCursor) return
    const next = await page(data.nextCursor)
    loaded.set({ items: [...data.items, ...next.items], nextCursor: next.nextCursor })
  })
  const { data } = loaded
  const [title, lead] = box === 'inbox' ? [t.list.inboxTitle, t.list.inboxLead] : [t.list.sentTitle, t.list.sentLead]
  const shownStates = codesOf('status').filter(name => name !== 'entered-in-error')
  return (
    <Page title={title} lead={lead}>
      <div class="filter">
        <SelectField
          id="status"
          label={t.list.filter}
          value={status}
          empty={t.list.all}
          choices={shownStates.map(name => ({ code: name, label: code('status', name) }))}
          onValue={setStatus}
        />
        <button type="button" class="secondary" onClick={loaded.reload}>
          {t.app.reload}
        </button>
      </div>
      <Problem problem={loaded.problem ?? more.problem} />
      <Status>
        {loaded.loading
          ? t.app.loading
          : data && (data.items.length === 0 ? t.list.empty : t.list.shown(data.items.length))}
      </Status>
      <ul class="cards">
        {data?.items.map(item => (
          <li key={item.id}>
            <ReferralCard referral={item} box={box} />
          </li>
        ))}
      </ul>
      {data?.nextCursor && (
        <button type="button" class="secondary" disabled={more.busy} onClick={() => void more.run()}>
          {t.list.more}
        </button>
      )}
    </Page>
  )
}

function ReferralCard({ referral, box }: { referral: ReferralView; box: 'inbox' | 'sent' }) {
  const words = useWords()
  const { t, code, moment } = words
  const { agencies, protocols, session } = useSignedIn()
  const { id, from, to, services, priority, protocol } = referral
  const other = box === 'inbox' ? from : to
  const name = other ? `${agencies.name(other.agencyId)}` : code('status', 'draft')
  const due = referral.status === 'requested' ? referral.acceptBy : referral.serveBy
  const mine = referral.assignedTo.includes(session.user)
  return (
    <article class={`card priority-${priority}`}>
      <h2>
        <a href={addressOf({ page: 'referral', id })}>
          <span class="minor-label">{box === 'inbox' ? t.list.from : t.list.to}</span> {name}
        </a>
      </h2>
      <p class="badges">
        <Badge kind={referral.status}>{code('status', referral.status)}</Badge>
        <Badge kind={priority}>{code('priority', priority)}</Badge>
        {referral.overdue && <Badge kind="overdue">{t.list.overdue}</Badge>}
        {box === 'inbox' && (
          <Badge kind="plain">
            {mine
              ? t.list.mine
              : referral.assignedTo.length > 0
                ? t.referral.assignedToOthers(referral.assignedTo.length)
                : t.list.unassigned}
          </Badge>
        )}
      </p>
      <dl class="facts">
        <div>
          <dt>{t.list.due}</dt>
          <dd>{moment(due)}</dd>
        </div>
        <div>
          <dt>{t.list.sentAt}</dt>
          <dd>{moment(referral.submittedAt)}</dd>
        </div>
        <div>
          <dt>{t.list.services}</dt>
          <dd>{services.map(service => code('service', service)).join(', ') || t.app.none}</dd>
        </div>
        <div>
          <dt>{t.referral.protocol}</dt>
          <dd>{protocols.name(protocol, words)}</dd>
        </div>
      </dl>
    </article>
  )
}
