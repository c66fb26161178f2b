import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { emptyDraft } from '../form/draft.ts'
import { createSender, type Sent as SentReferral } from '../form/send.ts'
import { ReferralForm } from './new/referral-form.tsx'
import { Sent } from './new/sent.tsx'

export function NewReferral() {
  const { language } = useWords()
  const { session, client, kept } = useSignedIn()
  const [sent, setSent] = useState<SentReferral>()
  if (sent) return <Sent sent={sent} another={() => setSent(undefined)} />
  const begin = kept.current ?? {
    draft: emptyDraft(session.hub, language),
    step: 'person' as const,
    send: createSender(client, () => crypto.randomUUID()),
  }
  return (
    <ReferralForm
      begin={begin}
      sent={done => {
        kept.current = undefined
        setSent(done)
      }}
    />
  )
}
