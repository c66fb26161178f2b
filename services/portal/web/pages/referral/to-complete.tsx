import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { addressOf } from '../../app/route.ts'

/** To the sender of a referral that went out in a hurry, until the rest is added. */
export function ToComplete({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { session, may } = useSignedIn()
  const isSender = isOwn(referral.from, session)
  const isOpen = referral.quick && referral.to !== null && referral.turn !== null
  if (!isOpen || !isSender || !may('subject:register')) return null
  return (
    <div class="notice">
      <p>{t.case.record.due}</p>
      <p>
        <a href={addressOf({ page: 'record', id: referral.id })}>{t.case.record.link}</a>
      </p>
    </div>
  )
}
