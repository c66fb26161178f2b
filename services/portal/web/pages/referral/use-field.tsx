import type { ReferralView } from '@amparo/client'
import { ITEM_USES, type ItemUseCode } from '@amparo/contracts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'

/** For which a protocol has its recipient ask the sender. */
const ASK = 'ask-permission'
/** Of what came with a referral there is no offence that was named. */
const OF_REFERRALS = ITEM_USES.filter(use => use !== 'other-offence')
export type Use = ItemUseCode

interface Chosen {
  /** Distinct on the page. */
  readonly id: string
  readonly use: Use
  change(use: Use): void
}
interface Props extends Chosen {
  readonly referral: Pick<ReferralView, 'protocol'>
}

/** What something is opened for, where anything else than what it was sent for can be asked for. */
export function UseField({ referral, ...chosen }: Props) {
  const { t } = useWords()
  const { protocols } = useSignedIn()
  if (!Object.hasOwn(protocols.find(referral.protocol)?.steps ?? {}, ASK)) return null
  return <UseSelect {...chosen} uses={OF_REFERRALS} hint={t.view.useHint} />
}

interface Offered extends Chosen {
  readonly uses?: readonly Use[]
  /** By whose leave it may be used otherwise. */
  readonly hint: string
}

/** What something that came is opened for. */
export function UseSelect({ id, uses = ITEM_USES, hint, use, change }: Offered) {
  const { t } = useWords()
  return (
    <SelectField
      id={id}
      label={t.view.use}
      hint={hint}
      value={use}
      choices={uses.map(code => ({ code, label: t.view.uses[code] ?? code }))}
      onValue={code => change(uses.find(one => one === code) ?? 'as-requested')}
    />
  )
}
