import { useMemo } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { allCountries } from '../../i18n/lists.ts'
import { DayField, SelectField } from '../../ui/fields.tsx'
import { Checks, Radios } from './bound.tsx'
import { useForm } from './form.ts'
import { Rows } from './rows.tsx'

export function FactsStep() {
  const words = useWords()
  const { t, code, codesOf } = words
  const { draft, set } = useForm()
  const countries = useMemo(() => allCountries(words), [words])
  const kinds = codesOf('event').map(name => ({ code: name, label: code('event', name) }))
  return (
    <>
      <Radios name="traffickingStatus" list="traffickingStatus" />
      <Checks name="exploitation" list="exploitation" />
      <Checks name="control" list="control" />
      <Checks name="recruitment" list="recruitment" />
      <Rows
        name="events"
        rows={draft.events}
        empty={{ type: 'Exploitation', country: '', from: '', to: '' }}
        title={t.form.event}
        add={t.form.addEvent}
        change={events => set({ events })}
        fields={(row, change, id) => (
          <>
            <SelectField
              id={`${id}-type`}
              label={t.form.eventType}
              value={row.type}
              choices={kinds}
              onValue={type => change({ type })}
            />
            <SelectField
              id={`${id}-country`}
              label={t.form.eventCountry}
              value={row.country}
              empty={t.app.choose}
              choices={countries}
              onValue={country => change({ country })}
            />
            <DayField
              id={`${id}-from`}
              label={`${t.form.eventFrom} (${t.form.optional})`}
              value={row.from}
              onValue={from => change({ from })}
            />
            <DayField
              id={`${id}-to`}
              label={`${t.form.eventTo} (${t.form.optional})`}
              value={row.to}
              onValue={to => change({ to })}
            />
          </>
        )}
      />
    </>
  )
}
