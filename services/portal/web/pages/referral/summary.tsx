import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { Badge } from '../../ui/badge.tsx'
import { Fact } from '../../ui/fact.tsx'
import { actsAsSender } from './acts-as-sender.ts'
import { MadeByPhone } from './made-by-phone.tsx'

/** From whom, to whom, how far it has come, and what it is about. */
export function Summary({ referral }: { referral: ReferralView }) {
  const words = useWords()
  const { t, code, say, moment } = words
  const { agencies, protocols, session } = useSignedIn()
  const { from, to, status, priority, assignedTo, subjectRef, itemCodes } = referral
  const isSender = actsAsSender(referral, session)
  const mine = assignedTo.includes(session.user)
  const assigned = mine
    ? t.referral.assignedToYou
    : assignedTo.length > 0
      ? t.referral.assignedToOthers(assignedTo.length)
      : t.referral.assignedToNobody
  const protocol = protocols.find(referral.protocol)
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
        <Badge kind={status}>{to ? say(referral.stateText) : code('status', status)}</Badge>
        <Badge kind={priority}>{code('priority', priority)}</Badge>
        {referral.overdue && <Badge kind="overdue">{t.list.overdue}</Badge>}
        {referral.fallback && <Badge kind="plain">{t.fallback.badge}</Badge>}
        {referral.outside && <Badge kind="plain">{t.link.badge}</Badge>}
        {referral.quick && <Badge kind="plain">{t.case.happened.quick}</Badge>}
        {protocol?.compartment && <Badge kind="plain">{t.case.happened.compartment}</Badge>}
      </p>
      {to === null && <p>{t.referral.draftNote}</p>}
      <dl class="facts">
        <Fact name={t.referral.protocol}>{protocols.name(referral.protocol, words)}</Fact>
        <Fact name={t.referral.purpose}>{code('purpose', referral.purpose)}</Fact>
        <Fact name={to === null ? t.referral.openedAt : t.list.sentAt}>{moment(referral.submittedAt)}</Fact>
        <Fact name={t.referral.assigned}>{assigned}</Fact>
        {itemCodes && (
          <>
            <Fact name={t.view.handling}>{code('handling', itemCodes.handling)}</Fact>
            <Fact name={t.view.source}>{code('source', itemCodes.source)}</Fact>
            <Fact name={t.view.information}>{code('information', itemCodes.information)}</Fact>
          </>
        )}
        {subjectRef && (
          <Fact name={t.referral.subjectRef}>
            <code>{subjectRef}</code>
          </Fact>
        )}
      </dl>
      <MadeByPhone referral={referral} />
    </section>
  )
}
