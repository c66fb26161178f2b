import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import type { ExcludedRow } from '../../form/draft.ts'
import { SelectField } from '../../ui/fields.tsx'
import { useWork } from '../../work/context.tsx'
import { useForm } from './form.ts'
import { Rows } from './rows.tsx'

/** Whom the person never wants to know. It outlives this form, and nobody can be asked in their place. */
export function Excluded() {
  const { t } = useWords()
  const { session } = useSignedIn()
  const { draft, set } = useForm()
  return (
    <>
      <Rows
        name="excluded"
        rows={draft.excluded}
        empty={{ hub: session.hub, agencyType: '', agencyId: '', userId: '' }}
        title={t.form.excluded}
        add={t.form.addExcluded}
        change={excluded => set({ excluded })}
        fields={(row, change, id) => <OneExcluded {...{ row, change, id }} />}
      />
      {draft.excluded.length > 0 && <p class="hint">{t.form.excludedLasts}</p>}
    </>
  )
}

interface Props {
  readonly row: ExcludedRow
  readonly id: string
  change(part: Partial<ExcludedRow>): void
}

function OneExcluded({ row, id, change }: Props) {
  const words = useWords()
  const { t, code, hubName } = words
  const { agencies, session } = useSignedIn()
  const { colleagues } = useWork()
  const here = agencies.all.filter(({ hub }) => hub === row.hub)
  const hubs = [...new Set(agencies.all.map(({ hub }) => hub))].toSorted()
  const types = [...new Set(here.map(({ type }) => type))]
  const isOwnAgency = isOwn(row, session)
  return (
    <>
      <SelectField
        id={`${id}-hub`}
        label={t.form.fields.hub.label}
        value={row.hub}
        choices={hubs.map(hub => ({ code: hub, label: hubName(hub) }))}
        onValue={hub => change({ hub, agencyType: '', agencyId: '', userId: '' })}
      />
      <SelectField
        id={`${id}-type`}
        label={t.form.fields.agencyType.label}
        value={row.agencyType}
        empty={t.app.choose}
        choices={types.map(type => ({ code: type, label: code('agencyType', type) }))}
        onValue={agencyType => change({ agencyType, agencyId: '', userId: '' })}
      />
      <SelectField
        id={`${id}-agency`}
        label={t.form.fields.agency.label}
        value={row.agencyId}
        empty={t.form.everyOfKind}
        choices={here
          .filter(({ type }) => type === row.agencyType)
          .map(({ agencyId, name }) => ({ code: agencyId, label: name }))}
        onValue={agencyId => change({ agencyId, userId: '' })}
      />
      {isOwnAgency && (
        <SelectField
          id={`${id}-officer`}
          label={t.form.officer}
          value={row.userId}
          empty={t.form.everyOfficer}
          choices={colleagues.all.map(({ userId }) => ({ code: userId, label: colleagues.name(userId, words) }))}
          onValue={userId => change({ userId })}
        />
      )}
    </>
  )
}
