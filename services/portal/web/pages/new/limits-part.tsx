import type { AgencyView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { actionsOf, hubsWith, WAYS } from '../../form/onward-limits.ts'
import { CheckboxGroup } from '../../ui/fields.tsx'
import { Flag } from './bound.tsx'
import { idOf, useForm } from './form.ts'

/** How far what the person agrees to reaches: by which ways, to which jurisdictions, and whether a recipient may refer further. */
export function LimitsPart({ to }: { to: AgencyView }) {
  const { t, hubName } = useWords()
  const { agencies } = useSignedIn()
  const { draft, set, faults } = useForm()
  const { actions, hubs } = t.form.fields
  const others = hubsWith(agencies.all, to)
  return (
    <>
      <CheckboxGroup
        {...{ ...actions, id: idOf('actions') }}
        fault={faults.some(({ field }) => field === 'actions') ? t.form.faults.required : undefined}
        values={actionsOf(draft, to)}
        choices={WAYS.map(way => ({ code: way, label: t.form.ways[way] }))}
        onValues={values => set({ actions: values })}
      />
      {draft.recipientScope === 'type' && (
        <>
          {others.length > 0 && (
            <CheckboxGroup
              {...{ ...hubs, id: idOf('hubs') }}
              fault={undefined}
              values={draft.hubs}
              choices={others.map(hub => ({ code: hub, label: hubName(hub) }))}
              onValues={values => set({ hubs: values })}
            />
          )}
          <Flag name="onward" />
        </>
      )}
    </>
  )
}
