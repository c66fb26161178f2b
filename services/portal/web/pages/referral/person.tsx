import type { OpenedView, ReferralView } from '@amparo/client'
import { useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useOpened } from '../../app/use-opened.ts'
import { EmergencyPart, EmergencyWay, useEmergency } from './emergency.tsx'
import { OpenedPart } from './opened.tsx'
import { Record } from './own-record.tsx'
import { SealedContents } from './sealed-contents.tsx'
import { TakeBack } from './take-back.tsx'
import { type Use, UseField } from './use-field.tsx'

const OPEN: readonly string[] = ['requested', 'accepted', 'in-progress', 'on-hold']
/** Halted, declined or over, nobody opens whom it is about by the ordinary way. */
export const isOpen = ({ status }: Pick<ReferralView, 'status'>): boolean => OPEN.includes(status)

interface Props {
  readonly referral: ReferralView
  takenBack(said: string): void
}

/** Opens the person for whom the referral is assigned to, and clears the screen again; in an emergency for whoever may do that alone. */
export function Person({ referral, takenBack }: Props) {
  const { t } = useWords()
  const { client, session, may } = useSignedIn()
  const [use, setUse] = useState<Use>('as-requested')
  const emergency = useEmergency(referral)
  const opened = useOpened(() => client.openView(referral.id, use))
  /** Also once it was cleared from the screen. */
  const known = useRef<string>(undefined)
  if (opened.view) known.current = opened.view.subjectRef
  const assigned = referral.assignedTo.includes(session.user)
  const alone = emergency ? <EmergencyPart of={emergency} /> : null
  // The sender knows whom it sent; what it sent is opened by those who received it.
  const isRecipient = isOwn(referral.to, session)
  if (!may('view:open') || !isRecipient || !isOpen(referral)) return alone
  if (opened.open.problem?.code === 'contents_for_agency_alone') return <SealedContents referralId={referral.id} />
  const instead = emergency && <EmergencyWay of={emergency} />
  return (
    <>
      {assigned && opened.view === undefined && <UseField id="view-use" {...{ referral, use }} change={setUse} />}
      <OpenedPart id="person" title={t.view.title} texts={t.view} {...{ opened, assigned, instead }}>
        {opened.view && isStale(opened.view) && instead}
      </OpenedPart>
      {alone}
      {known.current && <OwnRecord subjectRef={known.current} />}
      {known.current && <TakeBack subjectRef={known.current} referralId={referral.id} done={takenBack} />}
    </>
  )
}

/** Who it is was withheld for the other hub's silence alone. */
const isStale = ({ withheld }: OpenedView): boolean => withheld.some(({ reason }) => reason === 'status_stale')

/** The person is here: they read with whoever received them, too. Loaded when they ask. */
function OwnRecord({ subjectRef }: { subjectRef: string }) {
  const { t } = useWords()
  const [asked, setAsked] = useState(false)
  if (asked) return <Record subjectRef={subjectRef} />
  return (
    <section aria-labelledby="own-record">
      <h2 id="own-record">{t.record.title}</h2>
      <p>{t.record.lead}</p>
      <button type="button" class="secondary" onClick={() => setAsked(true)}>
        {t.record.open}
      </button>
    </section>
  )
}
