import { useSignedIn, useWords } from '../../app/context.ts'
import { REASONS } from '../../form/check.ts'
import { SAYS_NO } from '../../form/exclusions.ts'
import { RadioGroup, SelectField } from '../../ui/fields.tsx'
import { takesNew } from '../../work/accreditation.ts'
import type { ForChildren } from '../../work/intake/draft.ts'
import { recipientsAmong } from '../../work/recipients.ts'

interface Props {
  readonly facts: ForChildren
  readonly faults: readonly (keyof ForChildren)[]
  set(change: Partial<ForChildren>): void
}

/** Where children go: only protocols that are made for them, and agencies that these name. */
export function ChildrenPart({ facts, faults, set }: Props) {
  const { t, code, say } = useWords()
  const { agencies, protocols, session } = useSignedIn()
  const made = protocols.all.filter(({ subjects, family }) => subjects === 'minors' && family === 'child-safeguarding')
  const [only] = made
  const protocol = facts.protocol || (made.length === 1 ? (only?.id ?? '') : '')
  const chosen = protocols.find(protocol)
  const listed = recipientsAmong(agencies.all, session.agency, chosen?.recipients).filter(takesNew)
  const reasons = (REASONS['child_safeguarding'] ?? []).filter(reason => reason !== SAYS_NO)
  const fault = (name: keyof ForChildren) => (faults.includes(name) ? t.form.faults.required : undefined)
  return (
    <>
      <h2>{t.intake.children}</h2>
      <p>{t.intake.childrenLead}</p>
      <SelectField
        id="children-protocol"
        label={t.intake.childProtocol}
        fault={fault('protocol')}
        value={facts.protocol}
        empty={t.app.choose}
        choices={made.map(({ id, name }) => ({ code: id, label: say(name) }))}
        onValue={id => set({ protocol: id, agency: '' })}
      />
      <SelectField
        id="children-agency"
        label={t.intake.childRecipient}
        fault={fault('agency')}
        value={facts.agency}
        empty={t.app.choose}
        choices={listed.map(({ agencyId, name, type }) => ({
          code: agencyId,
          label: `${name} (${code('agencyType', type)})`,
        }))}
        onValue={agency => set({ agency, hub: listed.find(({ agencyId }) => agencyId === agency)?.hub ?? facts.hub })}
      />
      <RadioGroup
        id="children-reason"
        label={t.intake.childReason}
        fault={fault('reason')}
        value={facts.reason}
        choices={reasons.map(reason => ({ code: reason, label: code('reason', reason) }))}
        onValue={reason => set({ reason })}
      />
    </>
  )
}
