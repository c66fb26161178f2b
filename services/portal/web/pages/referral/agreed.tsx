import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'

/** For whoever sent the person: the way to what they agreed to and who has something on it. */
export function Agreed({ referral: { id, subjectRef } }: { referral: ReferralView }) {
  const { t } = useWords()
  const { may } = useSignedIn()
  if (subjectRef === undefined || !may('consent:record')) return null
  return (
    <p>
      <a href={addressOf({ page: 'consents', id })}>{t.held.link}</a>
    </p>
  )
}
