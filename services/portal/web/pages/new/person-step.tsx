import { useMemo } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { ageBandFromBirth } from '../../form/draft.ts'
import { allCountries, spokenLanguages } from '../../i18n/lists.ts'
import { TextField } from '../../ui/fields.tsx'
import { Birth, Lines, Picker, Radios, Select } from './bound.tsx'
import { useForm } from './form.ts'
import { Rows } from './rows.tsx'

export function PersonStep() {
  const words = useWords()
  const { t, code } = words
  const { draft, set } = useForm()
  const languages = useMemo(() => spokenLanguages(words), [words])
  const countries = useMemo(() => allCountries(words), [words])
  const band = ageBandFromBirth(draft.birth, new Date())
  return (
    <>
      <Lines name="names" />
      <Lines name="aliases" />
      <Birth />
      {band === undefined ? (
        <Select name="ageBand" list="ageBand" empty={t.app.unknown} />
      ) : (
        <p class="hint">{t.form.fromBirth(code('ageBand', band))}</p>
      )}
      <Radios
        name="minor"
        choices={(['no', 'yes', 'doubt'] as const).map(answer => ({ code: answer, label: t.form.minor[answer] }))}
      />
      <Select name="gender" list="gender" empty={t.app.choose} />
      <Picker name="nationalities" choices={countries} />
      <Picker name="languages" choices={languages} />
      <Select name="migrationStatus" list="migrationStatus" empty={t.app.unknown} />
      <Rows
        name="documents"
        rows={draft.documents}
        empty={{ type: '', number: '' }}
        title={t.form.document}
        add={t.form.addDocument}
        change={documents => set({ documents })}
        fields={(row, change, id) => (
          <>
            <TextField
              id={`${id}-type`}
              label={t.form.documentType}
              value={row.type}
              onValue={type => change({ type })}
            />
            <TextField
              id={`${id}-number`}
              label={t.form.documentNumber}
              value={row.number}
              onValue={number => change({ number })}
            />
          </>
        )}
      />
      <Lines name="phones" />
      <Lines name="emails" />
      <Lines name="addresses" />
    </>
  )
}
