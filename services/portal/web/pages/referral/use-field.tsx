import type { ReferralView } from '@amparo/client'
import { ASKED_AS, ITEM_USES, type ItemUseCode, isFreeUse } from '@amparo/contracts'
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
export type UsedReferral = Pick<ReferralView, 'protocol' | 'protocolVersion' | 'usesToAsk' | 'itemCodes'>
interface Props extends Chosen {
  readonly referral: UsedReferral
}

/** What something is opened for: what can be answered in this referral, or why nothing else can, and what to do then. */
export function UseField({ referral, ...chosen }: Props) {
  const { t } = useWords()
  const uses = OF_REFERRALS.filter(use => isOffered(referral, use))
  return (
    <>
      {uses.length > 1 && <UseSelect {...chosen} uses={uses} hint={t.view.useHint} />}
      <OlderVersion referral={referral} />
    </>
  )
}

/** Its sender can be asked for it, or the handling code lets it unasked. */
const isOffered = ({ usesToAsk = [], itemCodes }: UsedReferral, use: Use): boolean =>
  use === 'as-requested' ||
  ASKED_AS[use].some(asked => usesToAsk.includes(asked)) ||
  (itemCodes !== undefined && isFreeUse(use, itemCodes.handling))

/** Its sender cannot be asked under the version by which it goes, and could be under the newest. */
function OlderVersion({ referral: { protocol, protocolVersion, usesToAsk = [] } }: Pick<Props, 'referral'>) {
  const { t } = useWords()
  const { protocols } = useSignedIn()
  const newest = protocols.find(protocol)
  if (usesToAsk.length > 0 || newest === undefined || newest.version <= protocolVersion) return null
  if (!Object.hasOwn(newest.steps, ASK)) return null
  return <p class="hint">{t.view.useOlder(protocolVersion)}</p>
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
