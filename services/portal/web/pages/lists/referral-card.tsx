import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, type ListName } from '../../app/route.ts'
import { Badge } from '../../ui/badge.tsx'
import { Due } from '../../ui/due.tsx'
import { PriorityBadge } from '../../ui/priority-badge.tsx'
import { AssignTo } from '../../work/assign-to.tsx'
import { useWork } from '../../work/context.tsx'
import { useNews } from '../../work/news/provider.tsx'
import type { ListedReferral } from '../../work/views.ts'
import { actsAsSender } from '../referral/acts-as-sender.ts'

interface Props {
  readonly referral: ListedReferral
  readonly box: ListName
  changed(): void
}

/** One referral on a list: from or to whom, where it stands, whose turn it is, and how long there is. */
export function ReferralCard({ referral, box, changed }: Props) {
  const words = useWords()
  const { t, code, moment, say } = words
  const { agencies, protocols, session, may } = useSignedIn()
  const { colleagues } = useWork()
  const { about } = useNews()
  const { id, from, to, services, priority, assignedTo } = referral
  const isSender = actsAsSender(referral, session)
  const side = isSender ? 'sender' : 'recipient'
  const other = isSender ? to : from
  const name = other ? agencies.name(other.agencyId) : code('status', 'draft')
  // Ours first: the other agency's deadline is shown only where we have none.
  const due = referral.due.toSorted(
    (a, b) => Number(a.owner !== side) - Number(b.owner !== side) || a.at.localeCompare(b.at),
  )[0]
  const who = assignedTo.map(user => colleagues.name(user, words)).join(', ')
  return (
    <article class={`card entry priority-${priority}`}>
      <div>
        <h2>
          <a href={addressOf({ page: 'referral', id })}>
            {other && <span class="minor-label">{isSender ? t.list.to : t.list.from} </span>}
            {name}
          </a>
        </h2>
        <p class="badges">
          <PriorityBadge priority={priority} />
          <Badge kind={referral.status}>
            {referral.status === 'draft' ? code('status', 'draft') : say(referral.stateText)}
          </Badge>
          {referral.turn !== null && (
            <Badge kind={referral.turn === side ? 'turn' : 'plain'}>
              {referral.turn === side ? t.lists.ourTurn : t.lists.theirTurn}
            </Badge>
          )}
          {referral.quick && <Badge kind="turn">{t.lists.hurried}</Badge>}
          {about.has(id) && <span class="dot" aria-hidden="true" />}
        </p>
        <dl class="facts">
          <div>
            <dt>{t.list.services}</dt>
            <dd>{services.map(service => code('service', service)).join(', ') || t.app.none}</dd>
          </div>
          <div>
            <dt>{t.referral.protocol}</dt>
            <dd>{protocols.name(referral.protocol, words)}</dd>
          </div>
          <div>
            <dt>{t.referral.assigned}</dt>
            <dd>{who || t.list.unassigned}</dd>
          </div>
          <div>
            <dt>{other ? t.list.sentAt : t.referral.openedAt}</dt>
            <dd>{moment(referral.submittedAt)}</dd>
          </div>
        </dl>
        {may('referral:assign') && box !== 'drafts' && (
          <AssignTo referralId={id} what={name} assignedTo={assignedTo} done={changed} />
        )}
      </div>
      {due ? (
        <Due at={due.at} what={say(due.text)} note={due.owner === side ? undefined : t.lists.theirDeadline} />
      ) : (
        referral.status !== 'draft' && <p class="due heat-later">{t.lists.noDeadline}</p>
      )}
    </article>
  )
}
