import { useMemo } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { allCountries, spokenLanguages } from '../../i18n/lists.ts'
import { DayField, SelectField } from '../../ui/fields.tsx'
import { BasisStep } from '../new/basis-step.tsx'
import { Checks, Picker, Radios } from '../new/bound.tsx'
import { useForm } from '../new/form.ts'
import { RecipientStep } from '../new/recipient-step.tsx'

/** What one event makes the same for everybody. */
export function SharedPart() {
  const words = useWords()
  const { t } = words
  const { draft, set } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  const countries = useMemo(() => allCountries(words), [words])
  const [event = { type: 'Exploitation', country: '', from: '', to: '' }] = draft.events
  const change = (part: Partial<typeof event>) => set({ events: [{ ...event, ...part }] })
  return (
    <>
      <h2>{t.intake.shared}</h2>
      <p>{t.intake.sharedLead}</p>
      <div class="filter">
        <SelectField
          id="event-country"
          label={t.form.eventCountry}
          value={event.country}
          empty={t.app.choose}
          choices={countries}
          onValue={country => change({ country })}
        />
        <DayField id="event-from" label={t.form.eventFrom} value={event.from} onValue={from => change({ from })} />
      </div>
      <Radios name="traffickingStatus" list="traffickingStatus" />
      <Checks name="exploitation" list="exploitation" />
      <Picker name="languages" choices={languages} />
      <Picker name="nationalities" choices={countries} />
      <h2>{t.form.steps.recipient}</h2>
      <RecipientStep />
      <h2>{t.intake.basis}</h2>
      <BasisStep sheetEach />
    </>
  )
}
