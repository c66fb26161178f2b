import { useWords } from '../app/context.ts'
import { SelectField } from './fields.tsx'

export type SaidOfFiles = '' | 'nothing' | 'agreed'
const SAID = ['nothing', 'agreed'] as const

interface Props {
  readonly id: string
  readonly said: SaidOfFiles
  onSaid(said: SaidOfFiles): void
}

/** Of what in files incriminates the person, where police or prosecution get them: nothing can be marked there. */
export function SaidOfFilesSelect({ id, said, onSaid }: Props) {
  const { t } = useWords()
  return (
    <SelectField
      id={id}
      label={t.files.incriminating.label}
      value={said}
      empty={t.app.choose}
      choices={SAID.map(code => ({ code, label: t.files.incriminating[code] }))}
      onValue={code => onSaid(SAID.find(one => one === code) ?? '')}
    />
  )
}

export const saidIn = (said: SaidOfFiles) => (said === '' ? {} : { incriminating: said })
