import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'

/** For which a protocol has its recipient ask the sender. */
const ASK = 'ask-permission'
const USES = [
  ...(['as-requested', 'judicial-proceedings', 'other-proceedings', 'civil-proceedings', 'export'] as const),
  ...(['disclose-to-defence', 'pass-to-other-agency', 'pass-to-other-state'] as const),
] as const
export type Use = (typeof USES)[number]

interface Props {
  /** Distinct on the page. */
  readonly id: string
  readonly referral: Pick<ReferralView, 'protocol'>
  readonly use: Use
  change(use: Use): void
}

/** What something is opened for, where anything else than what it was sent for can be asked for. */
export function UseField({ id, referral, use, change }: Props) {
  const { t } = useWords()
  const { protocols } = useSignedIn()
  if (!Object.hasOwn(protocols.find(referral.protocol)?.steps ?? {}, ASK)) return null
  return (
    <SelectField
      id={id}
      label={t.view.use}
      hint={t.view.useHint}
      value={use}
      choices={USES.map(code => ({ code, label: t.view.uses[code] ?? code }))}
      onValue={code => change(USES.find(one => one === code) ?? 'as-requested')}
    />
  )
}
