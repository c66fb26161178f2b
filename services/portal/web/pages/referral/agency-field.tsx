import { useSignedIn, useWords } from '../../app/context.ts'
import { textIn, type Values } from '../../case/values.ts'
import { SelectField } from '../../ui/fields.tsx'
import { takesNew } from '../../work/accreditation.ts'
import { recipientsAmong } from '../../work/recipients.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly fault: string | undefined
  readonly value: Values
  set(value: Values): void
}

/** An agency of the directory, by jurisdiction. The own one is not among them. */
export function AgencyField({ id, label, fault, value, set }: Props) {
  const { t, code, hubName } = useWords()
  const { agencies, session } = useSignedIn()
  const open = recipientsAmong(agencies.all, session.agency).filter(takesNew)
  const hubs = [...new Set(open.map(({ hub }) => hub))].toSorted()
  const hub = textIn(value, 'hub') || session.hub
  const here = open.filter(agency => agency.hub === hub)
  return (
    <div class="row two">
      <SelectField
        id={`${id}-hub`}
        label={t.case.act.agencyOf}
        value={hub}
        choices={hubs.map(name => ({ code: name, label: hubName(name) }))}
        onValue={chosen => set({ hub: chosen, agencyId: '' })}
      />
      <SelectField
        {...{ id, label, fault }}
        value={textIn(value, 'agencyId')}
        empty={t.app.choose}
        choices={here.map(({ agencyId, name, type }) => ({
          code: agencyId,
          label: `${name} (${code('agencyType', type)})`,
        }))}
        onValue={agencyId => set({ hub, agencyId })}
      />
    </div>
  )
}
