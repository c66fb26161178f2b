import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useOpened } from '../../app/use-opened.ts'
import { zipOf } from '../../case/save-file.ts'
import { SealedItem } from '../../ui/sealed-item.tsx'
import { OpenedPart } from './opened.tsx'

/** What the recipient assessed, for the sender: opened like the person, cleared from the screen like the person. */
export function Reports({ referral }: { referral: ReferralView }) {
  const { t, day } = useWords()
  const { client, session, agencies, may } = useSignedIn()
  const { title, lead, read, reading, cleared, clear, nothing } = t.case.reports
  const opened = useOpened(() => client.openReports(referral.id))
  const sealed = opened.view?.sealedReports ?? []
  const assigned = referral.assignedTo.includes(session.user)
  const isSender = isOwn(referral.from, session)
  const isThere = referral.assessed.some(({ side }) => side === 'recipient')
  if (!isSender || !isThere || referral.to === null || !may('view:open')) return null
  return (
    <OpenedPart
      id="reports"
      title={title(agencies.name(referral.to.agencyId))}
      texts={{ lead, open: read, opening: reading, cleared, close: clear }}
      {...{ opened, assigned }}
      {...(sealed.length === 0 && { nothing })}
    >
      {sealed.map(({ reportId, at, sealedTo }) => (
        <article key={reportId}>
          <h3>{t.sealed.report(day(at))}</h3>
          <SealedItem
            {...{ id: reportId, name: t.sealed.report(day(at)), sealedTo, notice: t.sealed.item }}
            fetch={async () => zipOf(await client.sealedContents(referral.id, reportId))}
          />
        </article>
      ))}
    </OpenedPart>
  )
}
