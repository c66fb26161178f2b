import type { ReferralView } from '@amparo/client'
import { useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useOpened } from '../../app/use-opened.ts'
import { SelectField } from '../../ui/fields.tsx'
import { OpenedPart } from './opened.tsx'
import { SealedContents } from './sealed-contents.tsx'
import { TakeBack } from './take-back.tsx'

/** For which a protocol has its recipient ask the sender. */
const ASK = 'ask-permission'
const USES = [
  ...(['as-requested', 'judicial-proceedings', 'other-proceedings', 'disclose-to-defence'] as const),
  ...(['pass-to-other-agency', 'pass-to-other-state'] as const),
] as const

const OPEN: readonly string[] = ['requested', 'accepted', 'in-progress', 'on-hold']

/** Opens the person for whom the referral is assigned to, and clears the screen again. */
export function Person({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { client, session, protocols, may } = useSignedIn()
  const [use, setUse] = useState<(typeof USES)[number]>('as-requested')
  const opened = useOpened(() => client.openView(referral.id, use))
  /** What is taken back is cleared from the screen, and that it was stays said. */
  const known = useRef<string>(undefined)
  if (opened.view) known.current = opened.view.subjectRef
  const assigned = referral.assignedTo.includes(session.user)
  // The sender knows whom it sent; what it sent is opened by those who received it.
  const isRecipient = referral.to?.agencyId === session.agency && referral.to.hub === session.hub
  if (!may('view:open') || !isRecipient || !OPEN.includes(referral.status)) return null
  if (opened.open.problem?.code === 'contents_for_agency_alone') return <SealedContents referralId={referral.id} />
  const mayAsk = Object.hasOwn(protocols.find(referral.protocol)?.steps ?? {}, ASK)
  return (
    <>
      {mayAsk && assigned && opened.view === undefined && (
        <SelectField
          id="view-use"
          label={t.view.use}
          hint={t.view.useHint}
          value={use}
          choices={USES.map(code => ({ code, label: t.view.uses[code] ?? code }))}
          onValue={code => setUse(USES.find(one => one === code) ?? 'as-requested')}
        />
      )}
      <OpenedPart id="person" title={t.view.title} texts={t.view} {...{ opened, assigned }} />
      {known.current && <TakeBack subjectRef={known.current} referralId={referral.id} done={opened.clear} />}
    </>
  )
}
