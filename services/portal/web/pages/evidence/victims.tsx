import type { EvidenceDetail, NewRequestLetter } from '@amparo/client'
import { VICTIMS_SAID, type VictimsSaid } from '@amparo/contracts'
import { useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'
import { useCode } from './said.ts'

/** What is written to the other authority. */
export type Letter = Pick<NewRequestLetter, 'text' | 'victims'>
/** As it is being written. */
export interface NewLetter {
  readonly text: string
  readonly victims: VictimsSaid | ''
}
export const NO_LETTER: NewLetter = { text: '', victims: '' }
export const isLetter = (one: NewLetter): one is Letter => one.text.trim() !== '' && one.victims !== ''

interface Props {
  readonly request: Pick<EvidenceDetail, 'words'>
  readonly id: string
  /** Where more than one thing on the page asks it. */
  readonly label?: string
  readonly value: VictimsSaid | ''
  change(value: VictimsSaid | ''): void
}

/** Nothing goes to a state of which somebody in it was not asked in private whether they fear it. */
export function Victims({ request, id, label, value, change }: Props) {
  const { t } = useWords()
  const word = useCode(request)
  const { victims: says } = t.evidence
  return (
    <SelectField
      {...{ id, label: label ?? says.label, hint: says.hint, value }}
      empty={t.app.choose}
      choices={VICTIMS_SAID.map(code => ({ code, label: word(code) }))}
      onValue={chosen => change(VICTIMS_SAID.find(code => code === chosen) ?? '')}
    />
  )
}
